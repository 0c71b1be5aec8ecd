using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;

namespace DeepFlow.LanguageServer.Signatures;

internal sealed record ParameterInformation(string Label, MarkupContent? Documentation);

internal sealed record SignatureInformation(string Label, MarkupContent? Documentation, IReadOnlyList<ParameterInformation> Parameters);

internal sealed record SignatureHelpResult(IReadOnlyList<SignatureInformation> Signatures, int ActiveSignature, int? ActiveParameter);

internal sealed class SignatureFeature(Session session)
{
    [JsonRpcMethod("textDocument/signatureHelp", UseSingleObjectParameterDeserialization = true)]
    public Task<SignatureHelpResult?> HelpAsync(PositionParams at, CancellationToken cancellation) => session.Answer(
        at,
        (snapshot, path, offset) => snapshot.Signature(path, offset) is { } help
            ? new SignatureHelpResult(
                [
                    new SignatureInformation(
                        help.Label,
                        MarkupContent.Markdown(help.Documentation),
                        [.. help.Parameters.Select(parameter => new ParameterInformation(parameter.Label, MarkupContent.Markdown(parameter.Documentation)))]),
                ],
                0,
                help.Active)
            : null,
        cancellation);
}
