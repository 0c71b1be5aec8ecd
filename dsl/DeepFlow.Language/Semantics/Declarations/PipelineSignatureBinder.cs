using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>
/// Binds what others see of a pipeline: parameters, results and the names of its steps, before any pipeline's inside is bound,
/// so that pipelines may call each other in any order.
/// </summary>
internal sealed class PipelineSignatureBinder(SymbolTable symbols, TypeBinder types, DiagnosticBag problems)
{
    // Quadratic analyses follow; nobody reads a pipeline that long.
    private const int MostSteps = 1_000;

    private readonly ParameterBinder _parameters = new(symbols, types, problems);

    public void Bind(PipelineSymbol pipeline)
    {
        var (file, syntax) = (pipeline.File, pipeline.Declaration);
        pipeline.Parameters = _parameters.Bind(file, syntax.Parameters);
        pipeline.Results = BindResults(file, syntax.Results);
        foreach (var step in StepsIn(syntax.Body).Where(step => !step.Name.IsMissing))
        {
            Declare(pipeline, step);
        }

        if (pipeline.Steps.Count > MostSteps)
        {
            problems.Add(FlowProblems.TooManySteps(file.At(syntax.Name), pipeline.Name, pipeline.Steps.Count, MostSteps));
        }
    }

    /// <summary>Steps in the order written, those inside blocks too.</summary>
    private static IEnumerable<StepSyntax> StepsIn(BlockSyntax block) => block.Statements.SelectMany(statement => statement switch
    {
        StepSyntax step => [step],
        IfSyntax choice => StepsIn(choice.Then).Concat(choice.Otherwise is null ? [] : StepsIn(choice.Otherwise)),
        ParallelSyntax parallel => StepsIn(parallel.Body),
        BranchSyntax branch => StepsIn(branch.Body),
        ForSyntax loop => StepsIn(loop.Body),
        _ => [],
    });

    private List<ResultDefinition> BindResults(ProgramFile file, IReadOnlyList<ResultSyntax> syntax)
    {
        var results = new List<ResultDefinition>();
        foreach (var result in syntax.Where(result => !result.Name.IsMissing))
        {
            if (results.Any(other => other.Name == result.Name.Text))
            {
                problems.Add(NameProblems.DuplicateName(file.At(result.Name), result.Name.Text, "a result"));
                continue;
            }

            results.Add(new ResultDefinition(result.Name.Text, types.Bind(file, result.Type).ToString()));
        }

        return results;
    }

    private void Declare(PipelineSymbol pipeline, StepSyntax step)
    {
        var (file, name, callee) = (pipeline.File, step.Name.Text, step.Callee.Text);
        var activity = symbols.Catalog.Find(callee);
        var called = activity is null ? symbols.Find<PipelineSymbol>(file, callee) : null;
        if (activity is null && called is null && !step.Callee.IsMissing)
        {
            var pipelines = symbols.Known<PipelineSymbol>(file, callee);
            var known = pipelines with { Names = [.. symbols.Catalog.Activities.Select(signature => signature.Name), .. pipelines.Names] };
            problems.Add(NameProblems.UnknownActivity(file.At(step.Callee), callee, known));
        }

        if (pipeline.Parameters.Any(parameter => parameter.Name == name))
        {
            problems.Add(NameProblems.DuplicateName(file.At(step.Name), name, "a parameter of this pipeline"));
        }
        else if (!pipeline.Steps.TryAdd(name, new StepSymbol(step, activity, called)))
        {
            problems.Add(NameProblems.DuplicateName(file.At(step.Name), name, "a step of this pipeline"));
        }
    }
}
