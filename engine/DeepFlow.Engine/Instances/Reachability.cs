using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Instances;

/// <summary>What lies ahead of a node: the nodes whose outputs a round takes away when that node is entered again.</summary>
public static class Reachability
{
    /// <summary>The node itself and every node reachable from it without a feedback connection.</summary>
    public static ImmutableHashSet<string> Forward(WorkflowDefinition definition, string from)
    {
        var next = definition.Connections.Where(c => !c.Feedback).ToLookup(c => c.From, c => c.To);
        var reached = ImmutableHashSet.CreateBuilder<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var node))
        {
            if (!reached.Add(node)) continue;
            foreach (var target in next[node].SelectMany(t => t)) open.Push(Head(target));
        }
        return reached.ToImmutable();
    }

    /// <summary><c>model</c> of <c>model.tuning</c></summary>
    public static string Head(string path) => path.IndexOf('.') is var dot and > 0 ? path[..dot] : path;

    /// <summary><c>tuning</c> of <c>model.tuning</c>; null where the path names a node of this pipeline.</summary>
    public static string? Rest(string path) => path.IndexOf('.') is var dot and > 0 ? path[(dot + 1)..] : null;
}
