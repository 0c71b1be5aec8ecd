using DeepFlow.Data.Sources;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Language;
using DeepFlow.Language.Sources;
using DeepFlow.Server.Api;
using DeepFlow.Server.Hosting;
using DeepFlow.Server.Sources;
using DeepFlow.Workflows.Activities;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Server.Demo;

/// <summary>
/// Sets the demo up for somebody who asks for it on the first page: the data set is found or fetched, the pipelines are put into the
/// folder of the pipelines, the run is started. One set-up at a time; what it has made stays when it fails, so that trying again goes on.
/// </summary>
internal sealed class DemoSetup(
    ApiProject project, ApiOptions options, DemoStart demo, WorkspaceFolders folders, SourceFolder sources, SourceSaves saves, Roster roster, FashionMnistFiles data, ILogger<DemoSetup> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Lock alone = new();
    private volatile DemoState state = new(DemoStage.Offered);
    private Task work = Task.CompletedTask;

    public async Task<DemoState> StateAsync(CancellationToken cancellation) =>
        !IsUnderWay && await demo.UnderWayAsync(project.Name, cancellation) is { } run ? new(DemoStage.Started, Run: run) : state;

    /// <summary>Begins, unless the demo is being set up or runs already.</summary>
    /// <param name="folder">Holds the data set's files; null: found, or fetched.</param>
    public async Task<DemoState> BeginAsync(string? folder, CancellationToken cancellation)
    {
        if (await StateAsync(cancellation) is { Stage: DemoStage.Started } started) return started;
        lock (alone)
        {
            if (IsUnderWay) return state;
            state = new(DemoStage.Data, Doing: "looking for Fashion-MNIST");
            work = Task.Run(() => RunAsync(folder), CancellationToken.None);
            return state;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work;
        stop.Dispose();
    }

    private bool IsUnderWay => state.Stage is DemoStage.Data or DemoStage.Pipelines or DemoStage.Run;

    private async Task RunAsync(string? folder)
    {
        try
        {
            await data.LocateAsync(folder, (share, doing) => state = new(DemoStage.Data, share, doing), stop.Token);
            state = new(DemoStage.Pipelines, Doing: "writing the pipelines");
            await demo.AddPeopleAsync(project.Name, stop.Token);
            await PutPipelinesAsync();
            state = new(DemoStage.Run, Doing: "publishing them, and starting the run");
            var compilation = Compiler.Compile(new SourceFiles(folders.Pipelines), [DemoStart.File], Rooms.Activities.Catalog);
            var run = await demo.BeginAsync(project.Name, compilation, new FashionMnistSource(folder), trials: null, epochs: null, stop.Token);
            state = new(DemoStage.Started, Run: run);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            state = new(DemoStage.Offered);
        }
        catch (Exception e) when (e is ActivityFailureException or EngineException)
        {
            var code = e is EngineException refused ? refused.Code : ((ActivityFailureException)e).Code;
            state = new(DemoStage.Failed, Problem: new(code, e.Message));
        }
        catch (Exception e)
        {
            log.LogError(e, "The demo could not be set up.");
            state = new(DemoStage.Failed, Problem: new("internal_error", "DeepFlow failed to set the demo up, by a defect of its own. The server's log says more."));
        }
    }

    /// <summary>As a version with a message; a file that is there already is left as it is.</summary>
    private async Task PutPipelinesAsync()
    {
        var starter = await roster.RequireAsync(project.Name, Cast.Starter, stop.Token);
        var shipped = new DirectoryInfo(options.Demo!);
        var missing = shipped.EnumerateFiles("fashion/*.dlflow").OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (Path: $"fashion/{file.Name}", file))
            .Where(shipped => sources.Find(shipped.Path) is null)
            .Select(shipped => new SourceChange(shipped.Path, SourceFile.Absent, File.ReadAllText(shipped.file.FullName)))
            .ToList();
        if (missing.Count > 0) await saves.SaveAsync(missing, "The pipelines of the demo", starter, stop.Token);
    }
}
