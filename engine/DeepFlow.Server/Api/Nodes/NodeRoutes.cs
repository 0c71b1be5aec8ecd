using DeepFlow.Engine.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Nodes;

internal static class NodeRoutes
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/nodes", ListAsync)
        .WithName("listNodes").WithTags("Nodes").WithSummary("The machines that carry the work out: what they have, what is in use, when they were last heard of, which one leads.");

    private static Task<List<NodeView>> ListAsync(NodeQueries nodes, CancellationToken cancellation) => nodes.ListAsync(cancellation);
}
