using System.Net;
using DeepFlow.Engine.Instances;
using Microsoft.AspNetCore.Http;

namespace DeepFlow.Server.Api;

/// <summary>
/// Keeps web pages out. The server believes who a request is from, and every page that a person on this machine opens can
/// send requests to it: under a name of the page's own that it points at 127.0.0.1, or from its own origin.
/// </summary>
internal static class LoopbackGuard
{
    /// <exception cref="EngineException"><c>foreign_host</c> or <c>foreign_origin</c>.</exception>
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (!IsLoopback(request.Host.Host))
            throw new EngineException("foreign_host",
                $"This server answers to localhost and 127.0.0.1, not to \"{request.Host.Host}\".", EngineProblem.Forbidden);
        if ((MayChangeState(request.Method) || OpensSocket(request)) && request.Headers.Origin is { Count: > 0 } origin && !IsOwn(origin.ToString(), request))
            throw new EngineException("foreign_origin",
                $"A page of \"{origin}\" may not change anything here; only pages of {request.Scheme}://{request.Host} may.", EngineProblem.Forbidden);
        return next(context);
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address);

    private static bool MayChangeState(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    // Browsers let any page open a WebSocket and read what it says.
    private static bool OpensSocket(HttpRequest request) => request.Headers.Upgrade.Count > 0;

    private static bool IsOwn(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
