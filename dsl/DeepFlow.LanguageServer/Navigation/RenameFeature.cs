using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;
using Range = DeepFlow.LanguageServer.Protocol.Range;

namespace DeepFlow.LanguageServer.Navigation;

internal sealed record RenameParams(TextDocumentIdentifier TextDocument, Position Position, string NewName);

/// <summary>Another name, in every file that means the same.</summary>
internal sealed class RenameFeature(Session session)
{
    [JsonRpcMethod("textDocument/prepareRename", UseSingleObjectParameterDeserialization = true)]
    public Task<Range?> PrepareAsync(PositionParams at, CancellationToken cancellation) => session.Answer(
        at, (snapshot, path, offset) => snapshot.RenameSpan(path, offset) is { } span ? Range.Of(snapshot.Source(path)!, span) : null, cancellation);

    [JsonRpcMethod("textDocument/rename", UseSingleObjectParameterDeserialization = true)]
    public Task<WorkspaceEdit> RenameAsync(RenameParams parameters, CancellationToken cancellation) => session.Answer(
        new PositionParams(parameters.TextDocument, parameters.Position),
        (snapshot, path, offset) =>
        {
            var result = snapshot.Rename(path, offset, parameters.NewName);
            return result.Refusal is { } refusal
                ? throw new LocalRpcException(refusal) { ErrorCode = ErrorCodes.RequestFailed }
                : WorkspaceEdit.Of(result.Edits, session.Uris);
        },
        cancellation);
}
