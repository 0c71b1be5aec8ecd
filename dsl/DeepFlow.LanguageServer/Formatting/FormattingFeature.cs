using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;
using Range = DeepFlow.LanguageServer.Protocol.Range;

namespace DeepFlow.LanguageServer.Formatting;

internal sealed class FormattingFeature(Session session)
{
    [JsonRpcMethod("textDocument/formatting", UseSingleObjectParameterDeserialization = true)]
    public Task<IReadOnlyList<TextEditData>> FormatAsync(DocumentParams document, CancellationToken cancellation) => session.Answer<IReadOnlyList<TextEditData>>(
        document.TextDocument,
        (snapshot, path) => snapshot.Source(path) is { } source ? [.. snapshot.Format(path).Select(edit => new TextEditData(Range.Of(source, edit.Span), edit.NewText))] : [],
        cancellation);
}
