using DeepFlow.Language.Services.Outline;
using DeepFlow.Language.Sources;
using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;
using Range = DeepFlow.LanguageServer.Protocol.Range;

namespace DeepFlow.LanguageServer.Symbols;

internal sealed record SymbolData(string Name, string? Detail, int Kind, Range Range, Range SelectionRange, IReadOnlyList<SymbolData> Children);

internal sealed class SymbolFeature(Session session)
{
    [JsonRpcMethod("textDocument/documentSymbol", UseSingleObjectParameterDeserialization = true)]
    public Task<IReadOnlyList<SymbolData>> SymbolsAsync(DocumentParams document, CancellationToken cancellation) => session.Answer<IReadOnlyList<SymbolData>>(
        document.TextDocument,
        (snapshot, path) => snapshot.Source(path) is { } source ? [.. snapshot.Symbols(path).Select(symbol => Of(source, symbol))] : [],
        cancellation);

    private static SymbolData Of(SourceText source, DocumentSymbol symbol) => new(
        symbol.Name,
        symbol.Detail,
        KindOf(symbol.Kind),
        Range.Of(source, symbol.Span),
        Range.Of(source, symbol.NameSpan),
        [.. symbol.Children.Select(child => Of(source, child))]);

    // The protocol's numbers.
    private static int KindOf(DocumentSymbolKind kind) => kind switch
    {
        DocumentSymbolKind.Dataset => 23,
        DocumentSymbolKind.Model => 5,
        DocumentSymbolKind.Pipeline => 2,
        DocumentSymbolKind.Form => 11,
        DocumentSymbolKind.Activity or DocumentSymbolKind.Step => 12,
        DocumentSymbolKind.Variable => 13,
        DocumentSymbolKind.Branch or DocumentSymbolKind.Loop => 3,
        DocumentSymbolKind.Layer => 6,
        DocumentSymbolKind.Labels => 10,
        _ => 8,
    };
}
