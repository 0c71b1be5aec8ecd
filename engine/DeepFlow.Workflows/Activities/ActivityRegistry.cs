using System.Collections.Immutable;
using System.Reflection;

namespace DeepFlow.Workflows.Activities;

/// <summary>The activities of a process: by name, the class that carries each out.</summary>
public sealed class ActivityRegistry
{
    private readonly ImmutableDictionary<string, Type> jobs;
    private readonly ImmutableDictionary<string, IInlineActivity> inline;
    private readonly ImmutableDictionary<string, IWaitActivity> waits;

    public ActivityRegistry(params IReadOnlyCollection<Assembly> assemblies)
    {
        Catalog = CatalogBuilder.Build(assemblies);
        inline = Made<IInlineActivity>(assemblies);
        waits = Made<IWaitActivity>(assemblies);
        jobs = Of<IJobActivity>(assemblies).Concat(Of<ICoordinatedActivity>(assemblies)).ToImmutableDictionary(t => t.GetCustomAttribute<ActivityAttribute>()!.Name, StringComparer.Ordinal);
    }

    /// <summary>A process without activities.</summary>
    public static ActivityRegistry None { get; } = new([]);

    public ActivityCatalog Catalog { get; }

    /// <summary>The class of a job activity, or null where this process has none of that name.</summary>
    public Type? Find(string activity) => jobs.GetValueOrDefault(activity);

    /// <summary>An inline activity, or null where this process has none of that name.</summary>
    public IInlineActivity? FindInline(string activity) => inline.GetValueOrDefault(activity);

    /// <summary>A wait, or null where this process has none of that name.</summary>
    public IWaitActivity? FindWait(string activity) => waits.GetValueOrDefault(activity);

    /// <summary>Whether its job coordinates others.</summary>
    public bool Coordinates(string activity) => typeof(ICoordinatedActivity).IsAssignableFrom(Find(activity));

    /// <summary>Whether it can be asked to save its work and make room.</summary>
    public bool Checkpoints(string activity) => Find(activity)?.GetCustomAttribute<ActivityAttribute>()?.Checkpoints == true;

    public bool IsIsolated(string activity) => Find(activity)?.GetCustomAttribute<ActivityAttribute>()?.Isolated == true;

    private static IEnumerable<Type> Of<T>(IEnumerable<Assembly> assemblies) =>
        assemblies.SelectMany(a => a.GetTypes()).Where(t => t.GetCustomAttribute<ActivityAttribute>() is not null && typeof(T).IsAssignableFrom(t));

    private static ImmutableDictionary<string, T> Made<T>(IEnumerable<Assembly> assemblies) where T : class =>
        Of<T>(assemblies).ToImmutableDictionary(t => t.GetCustomAttribute<ActivityAttribute>()!.Name, t => (T)Activator.CreateInstance(t)!, StringComparer.Ordinal);
}
