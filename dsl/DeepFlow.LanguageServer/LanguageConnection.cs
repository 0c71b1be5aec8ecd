using System.Net.WebSockets;
using DeepFlow.LanguageServer.CodeActions;
using DeepFlow.LanguageServer.Completion;
using DeepFlow.LanguageServer.Diagnostics;
using DeepFlow.LanguageServer.Documents;
using DeepFlow.LanguageServer.Formatting;
using DeepFlow.LanguageServer.Highlighting;
using DeepFlow.LanguageServer.Hover;
using DeepFlow.LanguageServer.Lifecycle;
using DeepFlow.LanguageServer.Navigation;
using DeepFlow.LanguageServer.Protocol;
using DeepFlow.LanguageServer.Signatures;
using DeepFlow.LanguageServer.Symbols;
using Microsoft.VisualStudio.Threading;
using StreamJsonRpc;

namespace DeepFlow.LanguageServer;

/// <summary>One editor's connection to the language: the Language Server Protocol over any pair of streams, or a WebSocket.</summary>
public static class LanguageConnection
{
    /// <summary>Serves until the client says <c>exit</c>, or hangs up.</summary>
    /// <returns>True where the client took its leave as the protocol asks: <c>shutdown</c>, then <c>exit</c>.</returns>
    public static Task<bool> ServeAsync(Stream input, Stream output, LanguageServerOptions options, CancellationToken cancellation) =>
        ServeAsync(new HeaderDelimitedMessageHandler(output, input, new TolerantFormatter()), options, cancellation);

    /// <summary>As over streams; each message of the socket is one of the protocol, without headers.</summary>
    public static Task<bool> ServeAsync(WebSocket socket, LanguageServerOptions options, CancellationToken cancellation) =>
        ServeAsync(new WebSocketMessageHandler(socket, new TolerantFormatter()), options, cancellation);

    private static async Task<bool> ServeAsync(IJsonRpcMessageHandler handler, LanguageServerOptions options, CancellationToken cancellation)
    {
        using var rpc = new JsonRpc(handler)
        {
            // Messages are begun in the order in which they arrive, so that a request sees the edits before it.
            SynchronizationContext = new NonConcurrentSynchronizationContext(sticky: false),
            CancelLocallyInvokedMethodsWhenConnectionIsClosed = true,
        };
        var session = new Session(rpc, options);
        using var publisher = new DiagnosticPublisher(session);
        var lifecycle = new LifecycleFeature(session);
        object[] features =
        [
            lifecycle,
            new DocumentFeature(session, publisher),
            new CompletionFeature(session),
            new HoverFeature(session),
            new SignatureFeature(session),
            new NavigationFeature(session),
            new RenameFeature(session),
            new SymbolFeature(session),
            new FoldingFeature(session),
            new SemanticTokensFeature(session),
            new FormattingFeature(session),
            new CodeActionFeature(session),
        ];
        foreach (var feature in features)
        {
            rpc.AddLocalRpcTarget(feature, new JsonRpcTargetOptions { AllowNonPublicInvocation = false });
        }

        rpc.StartListening();
        var ended = await Task.WhenAny(rpc.Completion, lifecycle.Exited, Task.Delay(Timeout.Infinite, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return ended == lifecycle.Exited && await lifecycle.Exited;
    }
}
