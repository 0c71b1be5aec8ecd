using DeepFlow.Data.Sources;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Language;
using DeepFlow.Server.Publishing;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Server.Demo;

/// <summary>How the demo begins, from the terminal and from the first page alike: its people, its pipeline, its one run.</summary>
public sealed class DemoStart(Roster roster, InstanceListing runs, Publisher publisher, InstanceCommands commands)
{
    public const string Pipeline = "fashion_lifecycle";

    /// <summary>Where it is written, below the folder of the pipelines.</summary>
    public const string File = "fashion/lifecycle.dlflow";

    /// <summary>Those who are there already keep what they are called and the roles they hold.</summary>
    public async Task AddPeopleAsync(string project, CancellationToken cancellation)
    {
        foreach (var person in Cast.People)
        {
            var known = await roster.FindAsync(project, person.Name, cancellation);
            await roster.SetAsync(project, person.Name, known is null ? person.Display : null, [.. person.Roles.Union(known?.Roles ?? [])], cancellation);
        }
    }

    /// <summary>The demo's run that has not ended; null where there is none.</summary>
    public async Task<Guid?> UnderWayAsync(string project, CancellationToken cancellation) =>
        (await runs.ListAsync(project, new RunFilter(Pipeline: Pipeline, StartedBy: Cast.Starter), cancellation)).FirstOrDefault(run => run.EndedAt is null)?.Id;

    /// <param name="compilation">Of <see cref="File"/>.</param>
    /// <param name="trials">How many configurations the tuning tries; null: as many as the pipeline says.</param>
    /// <param name="epochs">How long the final model trains; null: as long as the pipeline says.</param>
    /// <returns>The run.</returns>
    /// <exception cref="EngineException"><c>does_not_compile</c>, or what publishing and starting refuse.</exception>
    public async Task<Guid> BeginAsync(string project, Compilation compilation, DataSource source, int? trials, int? epochs, CancellationToken cancellation)
    {
        var published = await publisher.PublishAsync(project, compilation, Cast.Starter, cancellation);
        List<(string, Value)> arguments = [("source", ClrValues.From(source))];
        if (trials is { } most) arguments.Add(("trials", Value.Of(most)));
        if (epochs is { } length) arguments.Add(("epochs", Value.Of(length)));
        return await commands.StartAsync(project, published.Hash, Pipeline, Value.Record([.. arguments]), Cast.Starter, cancellation: cancellation);
    }
}
