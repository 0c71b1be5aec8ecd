using DeepFlow.Engine.Instances;
using DeepFlow.LanguageServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeepFlow.Server.Api;

/// <summary>
/// The language server over a WebSocket, for an editor in a browser: each message of the socket is one of the Language Server
/// Protocol. Files are called <c>dlflow:///path/below/the/folder.dlflow</c>. The server reads the project's files and writes none.
/// </summary>
internal static class LanguageSocket
{
    public static void Map(IEndpointRouteBuilder api, LanguageServerOptions options) => api
        .MapGet("/language", (HttpContext context) => ServeAsync(context, options with { ClientChoosesRoot = false }))
        .ExcludeFromDescription();

    private static async Task ServeAsync(HttpContext context, LanguageServerOptions options)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            throw new EngineException("web_socket_wanted", "The language is served over a WebSocket: connect with ws:// and speak the Language Server Protocol.");
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await LanguageConnection.ServeAsync(socket, options, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The client went away, or the server stops.
        }
    }
}
