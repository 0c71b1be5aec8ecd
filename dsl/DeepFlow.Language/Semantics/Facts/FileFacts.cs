using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Semantics.Facts;

/// <summary>The facts of one file, in the order of their places.</summary>
internal sealed class FileFacts(
    IReadOnlyList<SymbolReference> references,
    IReadOnlyList<ExpressionFact> expressions,
    IReadOnlyList<LayerFact> layers,
    IReadOnlyList<(TextSpan Span, Func<IReadOnlyList<VisibleName>> Names)> scopes)
{
    public IReadOnlyList<SymbolReference> References { get; } = references;

    public IReadOnlyList<ExpressionFact> Expressions { get; } = expressions;

    public IReadOnlyList<LayerFact> Layers { get; } = layers;

    public SymbolReference? ReferenceAt(int offset)
    {
        // The last that starts at or before the offset; names do not overlap.
        var (low, high) = (0, References.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = References[middle].Place.Span.Start <= offset ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && References[low - 1].Place.Span.End >= offset ? References[low - 1] : null;
    }

    public Func<IReadOnlyList<VisibleName>>? ScopeAt(int offset) => scopes
        .Where(scope => scope.Span.Start <= offset && offset <= scope.Span.End)
        .OrderBy(scope => scope.Span.Length)
        .Select(scope => scope.Names)
        .FirstOrDefault();
}
