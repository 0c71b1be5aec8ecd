using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary><c>tuning</c>, or <c>model.tuning</c> for a step inside the pipeline that the step <c>model</c> calls.</summary>
internal static class TargetPath
{
    /// <summary>The first step of the path, in <paramref name="pipeline"/>; null, and told, where any name of it is unknown.</summary>
    public static StepSymbol? Resolve(PipelineSymbol pipeline, TargetSyntax target, SymbolTable symbols, DiagnosticBag problems)
    {
        StepSymbol? first = null;
        var inside = pipeline;
        foreach (var (name, isLast) in target.Path.Select((name, i) => (name, i == target.Path.Count - 1)))
        {
            if (name.IsMissing)
            {
                return null;
            }

            if (!inside.Steps.TryGetValue(name.Text, out var step))
            {
                problems.Add(NameProblems.UnknownTarget(pipeline.File.At(name), name.Text, inside.Name, [.. inside.Steps.Keys]));
                return null;
            }

            first ??= step;
            symbols.Facts.Refer(step.Symbol, pipeline.File.At(name));
            if (!isLast && step.Callee is null)
            {
                if (step.IsKnown)
                {
                    problems.Add(NameProblems.TargetIsNoCall(pipeline.File.At(target), target.ToString(), name.Text));
                }

                return null;
            }

            inside = step.Callee ?? inside;
        }

        return first;
    }
}
