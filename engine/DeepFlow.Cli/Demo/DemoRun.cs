using DeepFlow.Cli.Failures;
using DeepFlow.Data.Versions;
using DeepFlow.Deployment.Serving;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Postgres;
using DeepFlow.Language;
using DeepFlow.Language.Sources;
using DeepFlow.Server.Demo;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using System.Diagnostics;

namespace DeepFlow.Cli.Demo;

/// <summary>
/// Runs the fashion lifecycle from start to end on a node in this process. A demo that was killed is found in the database
/// and goes on: the run is the engine's, this class only watches it and plays its people.
/// </summary>
internal sealed class DemoRun(Session session, DemoOptions options, DemoScreen screen)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Dictionary<(Guid, string), DateTimeOffset> entered = [];
    private int rounds;

    /// <summary>Starts the run, or finds the one that an earlier demo did not finish.</summary>
    public async Task<Guid> BeginAsync(string pipelines, CancellationToken cancellation)
    {
        var begin = session.The<DemoStart>();
        await begin.AddPeopleAsync(session.Project, cancellation);
        if (await begin.UnderWayAsync(session.Project, cancellation) is { } unfinished)
        {
            screen.Name(unfinished, "goes on where it was interrupted");
            return unfinished;
        }
        var compilation = Compiler.Compile(new SourceFiles(pipelines), [DemoStart.File], Rooms.Activities.Catalog);
        if (!compilation.Succeeded) throw new CommandFailure("does_not_compile", $"The demo's pipelines do not compile: {string.Join("; ", compilation.Diagnostics)}", "Restore pipelines/fashion as it was shipped.");
        var id = await begin.BeginAsync(session.Project, compilation, options.Source, options.Trials, options.Epochs, cancellation);
        screen.Name(id, $"of {DemoStart.Pipeline} has started, compiled from pipelines/fashion");
        return id;
    }

    /// <summary>Watches and plays until the run has ended.</summary>
    /// <param name="node">Ends, faulted, when the engine node of this process fails.</param>
    /// <exception cref="CommandFailure">The run failed, or waits with an incident.</exception>
    public async Task WatchAsync(Guid id, Task node, CancellationToken cancellation)
    {
        await screen.OpenAsync();
        var players = new Players(session, screen, options.Interactive);
        var journal = session.The<SettledJournal>();
        long after = 0;
        while (true)
        {
            if (node.IsCompleted) await node;
            var bell = session.The<Wakeups>().Bell(Wakeups.Journal);
            after = await TellAsync(journal, id, after, cancellation);
            screen.Show(await session.The<InstanceQueries>().JobsAsync(session.Project, id, cancellation));
            await players.PlayAsync(id, cancellation);
            var incidents = await session.The<InstanceQueries>().IncidentsAsync(session.Project, id, cancellation);
            if (incidents is [var incident, ..]) throw Waits(incident);
            var run = await session.The<InstanceQueries>().GetAsync(session.Project, id, cancellation);
            if (run.State.Status != InstanceStatus.Running)
            {
                await TellAsync(journal, id, after, cancellation);
                if (run.State.Status == InstanceStatus.Finished) return;
                throw new CommandFailure("run_failed", $"The run {id} ended as {run.State.Status.ToString().ToLowerInvariant()}: {run.State.Reason}", $"{Invocation.Name} show {id} tells how it came to that.");
            }
            await Wakeups.WaitAsync(bell, LookEvery, cancellation);
        }
    }

    public async Task<DemoResult> ResultAsync(Guid id, CancellationToken cancellation) =>
        DemoResult.Of(await session.The<InstanceQueries>().GetAsync(session.Project, id, cancellation), rounds, watch.Elapsed.TotalSeconds);

    /// <summary>A real test picture beside the workspace's state, for the reader's own first request.</summary>
    public async Task<string> WritePictureAsync(DemoResult result, CancellationToken cancellation)
    {
        var items = await session.The<DataReader>().LoadAsync(session.Project, await TestCommitAsync(result.Instance, cancellation), cancellation);
        var folder = Path.Combine(session.Workspace.Home, "demo");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "picture.png");
        await File.WriteAllBytesAsync(file, Picture.ToPng(items.Item(0), new ImageItem(1, 28, 28)), cancellation);
        return Path.GetRelativePath(Directory.GetCurrentDirectory(), file);
    }

    private async Task<string> TestCommitAsync(Guid id, CancellationToken cancellation) =>
        (await session.The<InstanceQueries>().GetAsync(session.Project, id, cancellation)).State.NodeAt("data").Output.Member("test").Member("commit").ToText();

    private async Task<long> TellAsync(SettledJournal journal, Guid id, long after, CancellationToken cancellation)
    {
        var page = await journal.ReadAsync(session.Project, id, after, 500, cancellation);
        foreach (var row in page.Rows) Tell(row);
        return page.Position;
    }

    private void Tell(JournalRow row)
    {
        if (row.Kind == "round") rounds++;
        if (row.Kind == "entered") entered[(row.Instance, row.Node!)] = row.At;
        TimeSpan? took = row.Kind == "completed" && entered.TryGetValue((row.Instance, row.Node!), out var since) ? row.At - since : null;
        if (StepLines.Of(row, took) is { } line) screen.Say(line);
    }

    private static CommandFailure Waits(OpenIncidentView incident) => new("incident", $"The run waits at {incident.Node}: {incident.Message}",
        $"Mend the cause, then {Invocation.Name} retry {incident.Instance} {incident.Node} --as {Cast.Starter}, and {Invocation.Name} demo to go on; {Invocation.Name} logs {incident.Instance} tells more.");
}
