using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

/// <summary>The same syntax at another place. What a node holds is read from its record, so that a new construct moves too.</summary>
internal static class MovedSyntax
{
    private static readonly ConcurrentDictionary<Type, Func<SyntaxNode, int, int, SyntaxNode>> Movers = new();

    /// <param name="from">Spans that begin before this offset stay: they are of no place at all.</param>
    /// <param name="by">In UTF-16 characters.</param>
    public static SyntaxNode Moved(this SyntaxNode node, int from, int by) => Movers.GetOrAdd(node.GetType(), FindMover)(node, from, by);

    // node => new Node(each part, moved)
    private static Func<SyntaxNode, int, int, SyntaxNode> FindMover(Type type)
    {
        var (node, from, by) = (Expression.Parameter(typeof(SyntaxNode)), Expression.Parameter(typeof(int)), Expression.Parameter(typeof(int)));
        var constructor = type.GetConstructors().Single();
        var parts = constructor.GetParameters().Select(parameter =>
        {
            var part = Expression.Property(Expression.Convert(node, type), parameter.Name!);
            return MethodFor(parameter.ParameterType) is { } move
                ? Expression.Convert(Expression.Call(move, part, from, by), parameter.ParameterType)
                : (Expression)part;
        });
        return Expression.Lambda<Func<SyntaxNode, int, int, SyntaxNode>>(Expression.New(constructor, parts), node, from, by).Compile();
    }

    private static MethodInfo? MethodFor(Type part)
    {
        var name = part == typeof(TextSpan) ? nameof(Span)
            : typeof(SyntaxNode).IsAssignableFrom(part) ? nameof(Node)
            : typeof(IEnumerable<SyntaxNode>).IsAssignableFrom(part) ? nameof(List)
            : null;
        var method = name is null ? null : typeof(MovedSyntax).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
        return name == nameof(List) ? method!.MakeGenericMethod(part.GetGenericArguments()) : method;
    }

    private static TextSpan Span(TextSpan span, int from, int by) => span.Start < from ? span : span with { Start = span.Start + by };

    private static SyntaxNode? Node(SyntaxNode? node, int from, int by) => node?.Moved(from, by);

    private static IReadOnlyList<T> List<T>(IReadOnlyList<T> nodes, int from, int by)
        where T : SyntaxNode
    {
        var moved = new T[nodes.Count];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = (T)nodes[i].Moved(from, by);
        }

        return moved;
    }
}
