using DeepFlow.LanguageServer.Diagnostics;
using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;
using Range = DeepFlow.LanguageServer.Protocol.Range;

namespace DeepFlow.LanguageServer.CodeActions;

internal sealed record CodeActionParams(TextDocumentIdentifier TextDocument, Range Range);

internal sealed record CodeActionData(string Title, string Kind, IReadOnlyList<DiagnosticData> Diagnostics, bool IsPreferred, WorkspaceEdit Edit);

/// <summary>The mends that are known for what was found.</summary>
internal sealed class CodeActionFeature(Session session)
{
    [JsonRpcMethod("textDocument/codeAction", UseSingleObjectParameterDeserialization = true)]
    public Task<IReadOnlyList<CodeActionData>> ActionsAsync(CodeActionParams parameters, CancellationToken cancellation) => session.Answer<IReadOnlyList<CodeActionData>>(
        parameters.TextDocument,
        (snapshot, path) => snapshot.Source(path) is not { } source ? [] :
        [
            .. snapshot.Actions(path, parameters.Range.SpanIn(source)).Select(action => new CodeActionData(
                action.Title,
                "quickfix",
                [DiagnosticData.Of(action.Mends)],
                action.IsPreferred,
                WorkspaceEdit.Of(action.Edits, session.Uris))),
        ],
        cancellation);
}
