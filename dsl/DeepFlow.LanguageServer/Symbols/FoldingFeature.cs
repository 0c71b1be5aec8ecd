using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;

namespace DeepFlow.LanguageServer.Symbols;

internal sealed record FoldingRangeData(int StartLine, int EndLine, string? Kind);

internal sealed class FoldingFeature(Session session)
{
    [JsonRpcMethod("textDocument/foldingRange", UseSingleObjectParameterDeserialization = true)]
    public Task<IReadOnlyList<FoldingRangeData>> FoldAsync(DocumentParams document, CancellationToken cancellation) => session.Answer<IReadOnlyList<FoldingRangeData>>(
        document.TextDocument,
        (snapshot, path) => [.. snapshot.Folds(path).Select(range => new FoldingRangeData(range.StartLine - 1, range.EndLine - 1, range.IsComment ? "comment" : null))],
        cancellation);
}
