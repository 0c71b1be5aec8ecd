using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>Binds a pipeline's inside: its heading, then its statements and those of its <c>for</c>s by <see cref="RegionBinder"/>.</summary>
internal static class PipelineBinder
{
    public static BoundPipeline Bind(PipelineSymbol pipeline, SymbolTable symbols, DiagnosticBag problems)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var parameters = pipeline.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => (Local)new ValueLocal(parameter.Type, parameter.Symbol) { Read = () => used.Add(parameter.Name) },
            StringComparer.Ordinal);
        var outside = new ExpressionContext(pipeline.File, symbols, problems, NameScope.Of(parameters), $"the pipeline `{pipeline.Name}`");

        var headings = new HeadingBinder(pipeline, symbols, problems, outside);
        var triggers = headings.BindTriggers();
        var region = new RegionBinder(FlowRegion.Of(pipeline), outside, headings.BindRoles());
        var bound = region.Bind() with
        {
            Parameters = [.. pipeline.Parameters.Select(parameter => parameter.Definition)],
            Results = pipeline.Results,
            Triggers = triggers,
            Concurrency = headings.BindRuns(),
        };

        foreach (var parameter in pipeline.Parameters.Where(parameter => !used.Contains(parameter.Name)))
        {
            problems.Add(Advice.UnusedParameter(pipeline.File.At(parameter.Syntax.Name), parameter.Name, $"the pipeline `{pipeline.Name}`"));
        }

        foreach (var variable in pipeline.Variables.Values.Where(variable => !variable.IsRead))
        {
            problems.Add(Advice.UnusedVariable(pipeline.File.At(variable.Syntax.Name), variable.Name));
        }

        // Most steps are run for what they do; one that only computes is run for its outputs and outcomes.
        foreach (var step in pipeline.Steps.Values.Where(step => step is { Activity.Kind: ActivityKind.Inline, IsRead: false }
            && !step.Syntax.Settings.Any(setting => setting is EdgeSyntax)))
        {
            problems.Add(Advice.UnusedStep(pipeline.File.At(step.Syntax.Name), step.Name));
        }

        return bound;
    }
}
