using System.Collections.Immutable;
using System.Reflection;

namespace DeepFlow.Workflows.Activities;

/// <summary>The activities of a process: by name, the class that carries each out.</summary>
public sealed class ActivityRegistry
{
    private readonly ImmutableDictionary<string, Type> jobs;

    public ActivityRegistry(params IReadOnlyCollection<Assembly> assemblies)
    {
        Catalog = CatalogBuilder.Build(assemblies);
        jobs = assemblies.SelectMany(a => a.GetTypes())
            .Where(t => t.GetCustomAttribute<ActivityAttribute>() is not null && typeof(IJobActivity).IsAssignableFrom(t))
            .ToImmutableDictionary(t => t.GetCustomAttribute<ActivityAttribute>()!.Name, StringComparer.Ordinal);
    }

    public ActivityCatalog Catalog { get; }

    /// <summary>The class of a job activity, or null where this process has none of that name.</summary>
    public Type? Find(string activity) => jobs.GetValueOrDefault(activity);

    public bool IsIsolated(string activity) => Find(activity)?.GetCustomAttribute<ActivityAttribute>()?.Isolated == true;
}
