using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;
using Range = DeepFlow.LanguageServer.Protocol.Range;

namespace DeepFlow.LanguageServer.Hover;

internal sealed record HoverResult(MarkupContent Contents, Range Range);

internal sealed class HoverFeature(Session session)
{
    [JsonRpcMethod("textDocument/hover", UseSingleObjectParameterDeserialization = true)]
    public Task<HoverResult?> HoverAsync(PositionParams at, CancellationToken cancellation) => session.Answer(
        at,
        (snapshot, path, offset) => snapshot.Hover(path, offset) is { } hover
            ? new HoverResult(MarkupContent.Markdown(hover.Markdown)!, Range.Of(snapshot.Source(path)!, hover.Span))
            : null,
        cancellation);
}
