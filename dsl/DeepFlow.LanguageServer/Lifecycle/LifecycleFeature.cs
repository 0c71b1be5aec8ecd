using System.Text.Json;
using DeepFlow.LanguageServer.Documents;
using DeepFlow.LanguageServer.Highlighting;
using StreamJsonRpc;

namespace DeepFlow.LanguageServer.Lifecycle;

internal sealed record WorkspaceFolder(string Uri, string? Name);

internal sealed record InitializeParams(string? RootUri, IReadOnlyList<WorkspaceFolder>? WorkspaceFolders, ClientCapabilities? Capabilities);

internal sealed record ClientCapabilities(TextDocumentCapabilities? TextDocument);

/// <param name="PublishDiagnostics">Null where the client does nothing with findings that it has not asked for.</param>
internal sealed record TextDocumentCapabilities(JsonElement? PublishDiagnostics);

internal sealed record ServerInfo(string Name, string Version);

internal sealed record InitializeResult(object Capabilities, ServerInfo ServerInfo);

/// <summary>How a connection begins and ends.</summary>
internal sealed class LifecycleFeature(Session session)
{
    private readonly TaskCompletionSource<bool> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the client says <c>exit</c>; true where it said <c>shutdown</c> before.</summary>
    public Task<bool> Exited => _exited.Task;

    [JsonRpcMethod("initialize", UseSingleObjectParameterDeserialization = true)]
    public InitializeResult Initialize(InitializeParams parameters)
    {
        var named = DocumentUris.FolderOf(parameters.WorkspaceFolders?.FirstOrDefault()?.Uri ?? parameters.RootUri);
        // A client that says nothing of texts at all may well show what it is told.
        var takesFindings = parameters.Capabilities?.TextDocument is not { PublishDiagnostics: null };
        session.Begin(session.Options.ClientChoosesRoot && named is not null ? named : session.Options.Root, takesFindings);
        return new InitializeResult(Capabilities, new ServerInfo("DeepFlow", session.Options.Version));
    }

    [JsonRpcMethod("initialized")]
    public void Initialized()
    {
        // Nothing is left to do; the client may tell it all the same.
    }

    [JsonRpcMethod("shutdown")]
    public object? Shutdown()
    {
        session.IsShutDown = true;
        return null;
    }

    [JsonRpcMethod("exit")]
    public void Exit() => _exited.TrySetResult(session.IsShutDown);

    private static object Capabilities { get; } = new
    {
        positionEncoding = "utf-16",
        textDocumentSync = new { openClose = true, change = 2, save = false },
        completionProvider = new { triggerCharacters = new[] { ".", "(", "{", ":", ",", " ", ">", "|", "\"" }, resolveProvider = false },
        hoverProvider = true,
        signatureHelpProvider = new { triggerCharacters = new[] { "(", "," }, retriggerCharacters = new[] { ":" } },
        definitionProvider = true,
        referencesProvider = true,
        documentHighlightProvider = true,
        renameProvider = new { prepareProvider = true },
        documentSymbolProvider = true,
        foldingRangeProvider = true,
        semanticTokensProvider = new { legend = SemanticTokensFeature.Legend, full = true },
        documentFormattingProvider = true,
        codeActionProvider = new { codeActionKinds = new[] { "quickfix" } },
    };
}
