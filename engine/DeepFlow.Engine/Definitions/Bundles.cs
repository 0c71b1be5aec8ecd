using System.Collections.Concurrent;
using System.Text;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Definitions;
using Npgsql;

namespace DeepFlow.Engine.Definitions;

/// <summary>Published definitions: immutable, found by their hash, kept in memory once read.</summary>
public sealed class Bundles(NpgsqlDataSource source)
{
    private readonly ConcurrentDictionary<(string Project, string Hash), Bundle> read = new();

    /// <summary>Publishes a bundle; publishing the same one again changes nothing.</summary>
    /// <returns>The hash.</returns>
    /// <exception cref="EngineException">It holds something that this engine does not run yet.</exception>
    public async Task<string> PublishAsync(string project, Bundle bundle, string by, CancellationToken cancellation)
    {
        CheckRuns(bundle);
        var json = bundle.ToJson();
        var hash = bundle.Hash();
        await source.ExecuteAsync("""
            with p as (insert into deepflow.project (name) values ($1) on conflict do nothing)
            insert into deepflow.bundle (project, hash, definition, published_by) values ($1, $2, $3::json, $4) on conflict do nothing
            """, [project, hash, Encoding.UTF8.GetString(json), by], cancellation);
        FailPoints.Pass("publish.committed");
        read.TryAdd((project, hash), bundle);
        return hash;
    }

    /// <summary>The language is ahead of the engine: what would stand still in a run is refused before it starts.</summary>
    private static void CheckRuns(Bundle bundle)
    {
        foreach (var pipeline in bundle.Pipelines.Values)
            foreach (var node in pipeline.Nodes)
            {
                var what = node switch
                {
                    ActivityNode script when bundle.Scripts.ContainsKey(script.Activity) => $"runs the script activity {script.Activity}",
                    _ => null,
                };
                if (what is not null) throw new EngineException("not_run_yet", $"{node.Span?.ToString() ?? pipeline.Name}: {node.Id} {what}, which this version can check but not run.");
            }
    }

    /// <exception cref="KeyNotFoundException">The project has published no such bundle.</exception>
    public async ValueTask<Bundle> GetAsync(string project, string hash, CancellationToken cancellation)
    {
        if (read.TryGetValue((project, hash), out var known)) return known;
        var rows = await source.QueryAsync("select definition::text from deepflow.bundle where project = $1 and hash = $2",
            r => Bundle.FromJson(Encoding.UTF8.GetBytes(r.GetString(0))), [project, hash], cancellation);
        if (rows.Count == 0) throw new KeyNotFoundException($"The project {project} has published no definition {hash}.");
        return read.GetOrAdd((project, hash), rows[0]);
    }

    /// <summary>The hash that a prefix stands for, as people copy it from a listing.</summary>
    public async Task<string> ResolveAsync(string project, string prefix, CancellationToken cancellation)
    {
        var matches = await source.QueryAsync("select hash from deepflow.bundle where project = $1 and starts_with(hash, $2) limit 2", r => r.GetString(0), [project, prefix.ToLowerInvariant()], cancellation);
        return matches switch
        {
            [var one] => one,
            [] => throw new EngineException("unknown_definition", $"The project {project} has published no definition {prefix}, and there is no such file.", EngineProblem.NotFound),
            _ => throw new EngineException("ambiguous_definition", $"Several definitions begin with {prefix}; give more of the hash."),
        };
    }

    /// <param name="pipeline">Only those that hold a pipeline of this name; null: all.</param>
    public Task<List<PublishedBundle>> ListAsync(string project, CancellationToken cancellation, string? pipeline = null) => source.QueryAsync("""
        select hash, published_at, published_by, commit_id, (select array_agg(k order by k) from json_object_keys(definition -> 'pipelines') k)
        from deepflow.bundle where project = $1 and ($2::text is null or definition -> 'pipelines' -> $2 is not null) order by published_at desc
        """, r => new PublishedBundle(r.GetString(0), r.GetFieldValue<DateTimeOffset>(1), r.GetString(2), r.GetFieldValue<string[]>(4), r.TextAt(3)), [project, pipeline], cancellation);

    /// <summary>Keeps what a published definition was compiled from. The first texts and the first commit stay: others of the same hash mean the same.</summary>
    /// <param name="commit">The commit that holds the texts, where one does.</param>
    /// <returns>The commit that is kept.</returns>
    public async Task<string?> KeepSourcesAsync(string project, string hash, IReadOnlyCollection<BundleSource> files, string? commit, CancellationToken cancellation)
    {
        await source.ExecuteAsync("""
            insert into deepflow.bundle_source (project, hash, path, text) select $1, $2, path, text from unnest($3, $4) f(path, text)
            where not exists (select 1 from deepflow.bundle_source s where s.project = $1 and s.hash = $2) on conflict do nothing
            """, [project, hash, files.Select(file => file.Path).ToArray(), files.Select(file => file.Text).ToArray()], cancellation);
        if (commit is not null)
            await source.ExecuteAsync("update deepflow.bundle set commit_id = $3 where project = $1 and hash = $2 and commit_id is null", [project, hash, commit], cancellation);
        return (await source.QueryAsync("select commit_id from deepflow.bundle where project = $1 and hash = $2", r => r.TextAt(0), [project, hash], cancellation))[0];
    }

    /// <summary>What it was compiled from, by path; none for a definition that was published without texts.</summary>
    public Task<List<BundleSource>> SourcesAsync(string project, string hash, CancellationToken cancellation) => source.QueryAsync(
        "select path, text from deepflow.bundle_source where project = $1 and hash = $2 order by path collate \"C\"",
        r => new BundleSource(r.GetString(0), r.GetString(1)), [project, hash], cancellation);
}

/// <param name="Commit">The commit of the pipelines' repository that holds what it was compiled from, where one does.</param>
public sealed record PublishedBundle(string Hash, DateTimeOffset PublishedAt, string PublishedBy, string[] Pipelines, string? Commit = null);

/// <param name="Path">Below the folder of the pipelines.</param>
public sealed record BundleSource(string Path, string Text);
