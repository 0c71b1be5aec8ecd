using DeepFlow.Deployment.Rollout;
using DeepFlow.Workflows.Objects;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

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

    /// <summary>The supervisor, for the process that looks after inference servers.</summary>
    /// <param name="packages">A folder for package files that they read.</param>
    public static IServiceCollection AddDeploymentSupervisor(this IServiceCollection services, ServeCommand command, string packages) =>
        services.AddSingleton(provider => new DeploymentSupervisor(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<ObjectStore>(), command, packages,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DeploymentSupervisor>>()));
}
