using System.Collections.Concurrent;
using System.Reflection;

namespace DeepFlow.Language.Syntax;

/// <summary>Walks syntax of any kind; what a node holds is read from its record, so that a new construct is walked too.</summary>
internal static class SyntaxNodes
{
    private static readonly ConcurrentDictionary<Type, Func<SyntaxNode, object?>[]> Parts = new();

    /// <summary>What the node holds directly, in the order of its record.</summary>
    public static IEnumerable<SyntaxNode> Children(this SyntaxNode node)
    {
        foreach (var part in Parts.GetOrAdd(node.GetType(), FindParts))
        {
            if (part(node) is SyntaxNode child)
            {
                yield return child;
            }
            else if (part(node) is IEnumerable<SyntaxNode> children)
            {
                foreach (var item in children)
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>The node and all that it holds, a parent before its children.</summary>
    public static IEnumerable<SyntaxNode> WithDescendants(this SyntaxNode node)
    {
        var waiting = new Stack<SyntaxNode>([node]);
        while (waiting.TryPop(out var next))
        {
            yield return next;
            foreach (var child in next.Children().Reverse())
            {
                waiting.Push(child);
            }
        }
    }

    private static Func<SyntaxNode, object?>[] FindParts(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => typeof(SyntaxNode).IsAssignableFrom(property.PropertyType)
                || typeof(IEnumerable<SyntaxNode>).IsAssignableFrom(property.PropertyType))
            .Select(property => new Func<SyntaxNode, object?>(property.GetValue)),
    ];
}
