using DeepFlow.Learning.Tuning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepFlow.Learning;

/// <summary>The services that the learning activities are constructed from.</summary>
public static class LearningRoom
{
    /// <summary>Adds them to those of the data room; an <see cref="Npgsql.NpgsqlDataSource"/> and an <see cref="Workflows.Objects.ObjectStore"/> are the host's to add.</summary>
    public static IServiceCollection AddLearningRoom(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TrialData>();
        return services;
    }
}
