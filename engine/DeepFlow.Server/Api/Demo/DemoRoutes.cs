using DeepFlow.Engine.Instances;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Server.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Demo;

/// <param name="Data">A folder on the server's machine that holds Fashion-MNIST's four <c>.gz</c> files; left out: they are found, or fetched.</param>
internal sealed record DemoRequest(string? Data = null);

internal static class DemoRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var demo = api.MapGroup("/demo").WithTags("Demo");
        demo.MapGet("", (DemoSetup setup, CancellationToken cancellation) => setup.StateAsync(cancellation))
            .WithName("getDemo").WithSummary("How far the demo is: offered, being set up, started, or failed.");
        demo.MapPost("", (Body<DemoRequest> body, DemoSetup setup, CancellationToken cancellation) => setup.BeginAsync(FolderOf(body.Value), cancellation))
            .WithName("startDemo").WithSummary("Sets the demo up and starts its run: the whole lifecycle on Fashion-MNIST. Answers at once; `getDemo` tells how it goes.");
    }

    /// <exception cref="EngineException"><c>no_folder</c></exception>
    private static string? FolderOf(DemoRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Data)) return null;
        var folder = Path.GetFullPath(request.Data.Trim());
        return Directory.Exists(folder) ? folder
            : throw new EngineException("no_folder", $"There is no folder {folder} on the machine of the server. Name the one that holds the data set's four .gz files.");
    }
}
