using DeepFlow.Language.Diagnostics;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>A feedback loop must end: by <c>max</c>, or because every turn of it waits for a person, an event or a time.</summary>
internal static class LoopCheck
{
    public static void Report(PipelineSymbol pipeline, FlowGraph graph, DiagnosticBag problems)
    {
        var outgoing = graph.Edges.Where(edge => !edge.Feedback)
            .ToLookup(edge => edge.From.Index, edge => edge.Targets[0].Node);
        foreach (var edge in graph.Edges.Where(edge => edge.Feedback && !Waits(edge.From)))
        {
            // What follows a used-up `max` is counted by nothing.
            var uncounted = edge.Max is null ? edge.Targets : edge.Then is null ? [] : [edge.Then];
            if (uncounted.FirstOrDefault(target => target.Node.Index <= edge.From.Index && RunsFree(target.Node, edge.From, outgoing)) is { } free)
            {
                problems.Add(FlowProblems.EndlessLoop(pipeline.File.At(edge.Span), edge.From.Id, free.Path));
            }
        }
    }

    private static bool Waits(FlowNode node) => node.Step?.Waits == true;

    // Whether some way from the target back to the edge waits for nothing.
    private static bool RunsFree(FlowNode target, FlowNode from, ILookup<int, FlowNode> outgoing)
    {
        var seen = new HashSet<int>();
        var waiting = new Stack<FlowNode>([target]);
        while (waiting.TryPop(out var node))
        {
            if (Waits(node) || !seen.Add(node.Index))
            {
                continue;
            }

            if (node.Index == from.Index)
            {
                return true;
            }

            foreach (var next in outgoing[node.Index])
            {
                waiting.Push(next);
            }
        }

        return false;
    }
}
