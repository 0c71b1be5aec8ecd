using DeepFlow.Language.Services;
using DeepFlow.LanguageServer.Documents;
using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;

namespace DeepFlow.LanguageServer;

/// <summary>What the features of one connection share: the project, and the way back to the client.</summary>
internal sealed class Session(JsonRpc client, LanguageServerOptions options)
{
    private LanguageWorkspace? _workspace;
    private DocumentUris? _uris;

    public LanguageServerOptions Options { get; } = options;

    public bool IsShutDown { get; set; }

    /// <summary>The project; known once the client has introduced itself.</summary>
    public LanguageWorkspace Workspace => IsShutDown
        ? throw new LocalRpcException("The server was told to shut down.") { ErrorCode = ErrorCodes.InvalidRequest }
        : _workspace ?? throw new LocalRpcException("The client has not sent `initialize` yet.") { ErrorCode = ErrorCodes.ServerNotInitialized };

    public DocumentUris Uris => _uris!;

    /// <summary>Whether the client shows findings; where it does not, none are looked for.</summary>
    public bool TakesFindings { get; private set; }

    public void Begin(string root, bool takesFindings)
    {
        TakesFindings = takesFindings;
        _workspace = new LanguageWorkspace(root, Options.Catalog);
        _uris = Options.ClientChoosesRoot ? DocumentUris.OfFiles(_workspace) : DocumentUris.OfProject(_workspace);
    }

    /// <summary>The path of a document below the root.</summary>
    /// <exception cref="LocalRpcException">The document lies outside the project.</exception>
    public string PathOf(TextDocumentIdentifier document) =>
        Workspace is not null && Uris.PathOf(document.Uri) is { } path
            ? path
            : throw new LocalRpcException($"{document.Uri} lies outside the project's folder, {Workspace!.Root}.") { ErrorCode = ErrorCodes.RequestFailed };

    /// <summary>Works an answer out beside the other messages, on the project as it is at this moment; a cancelled one ends at once.</summary>
    public Task<T> Answer<T>(TextDocumentIdentifier document, Func<LanguageSnapshot, string, T> answer, CancellationToken cancellation)
    {
        var (path, snapshot) = (PathOf(document), Workspace.Current);
        return WorkOut(() => answer(snapshot, path), cancellation).WaitAsync(cancellation);
    }

    /// <summary>As <see cref="Answer{T}(TextDocumentIdentifier, Func{LanguageSnapshot, string, T}, CancellationToken)"/>, for a place in a file.</summary>
    public Task<T> Answer<T>(PositionParams at, Func<LanguageSnapshot, string, int, T> answer, CancellationToken cancellation) =>
        Answer(at.TextDocument, (snapshot, path) => answer(snapshot, path, snapshot.Source(path) is { } source ? at.Position.OffsetIn(source) : 0), cancellation);

    /// <summary>Has work done beside the messages. What is cancelled before its turn is not begun; what has begun is finished.</summary>
    public Task<T> WorkOut<T>(Func<T> work, CancellationToken cancellation) =>
        Task.Factory.StartNew(work, cancellation, TaskCreationOptions.DenyChildAttach, Options.Work);

    public Task NotifyAsync(string method, object parameters) => client.NotifyWithParameterObjectAsync(method, parameters);

    /// <summary>Shows the person a message.</summary>
    public Task WarnAsync(string message) => NotifyAsync("window/showMessage", new { type = 2, message });
}
