using DeepFlow.Language.Diagnostics;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>A pipeline that calls itself, at whatever distance, would never end.</summary>
internal static class CallCycles
{
    public static void Report(IEnumerable<PipelineSymbol> pipelines, DiagnosticBag problems)
    {
        foreach (var pipeline in pipelines)
        {
            foreach (var step in pipeline.Steps.Values.Where(step => step.Callee is not null))
            {
                if (Reaches(step.Callee!, pipeline))
                {
                    problems.Add(FlowProblems.CallsItself(pipeline.File.At(step.Syntax.Callee), pipeline.Name, step.Callee!.Name));
                }
            }
        }
    }

    private static bool Reaches(PipelineSymbol from, PipelineSymbol to)
    {
        var seen = new HashSet<PipelineSymbol>();
        var waiting = new Stack<PipelineSymbol>([from]);
        while (waiting.TryPop(out var pipeline))
        {
            if (pipeline == to)
            {
                return true;
            }

            if (seen.Add(pipeline))
            {
                foreach (var step in pipeline.Steps.Values.Where(step => step.Callee is not null))
                {
                    waiting.Push(step.Callee!);
                }
            }
        }

        return false;
    }
}
