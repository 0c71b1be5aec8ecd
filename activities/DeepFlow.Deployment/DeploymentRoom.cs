using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepFlow.Deployment;

/// <summary>The services of the deployment room.</summary>
public static class DeploymentRoom
{
    /// <summary>What the room's activities are constructed from, beside the data and learning rooms' services.</summary>
    public static IServiceCollection AddDeploymentRoom(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }
}
