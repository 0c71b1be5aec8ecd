using System.Diagnostics;
using System.Globalization;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Commands.Language;
using DeepFlow.Data.Versions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Server.Api;
using DeepFlow.Server.Publishing;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Cli.Commands.Bench;

/// <summary>
/// The web pages on a full installation: a long inbox, a pipeline of 200 steps, a training whose curve grows. The pages are
/// driven and measured by <c>designer/scripts/bench-web.mjs</c>, in a real browser; no engine is at work, so that only the
/// server, the database and the browser share the machine.
/// </summary>
/// <param name="only">The one measurement that is taken; null: all.</param>
internal sealed class WebBenchmark(GlobalOptions options, int tasks, int points, double minutes, string? only)
{
    private const int Steps = 200;
    private static readonly TimeSpan PointsEvery = TimeSpan.FromMilliseconds(200);
    private static readonly Guid Job = Guid.Parse("0000be9c-0000-7000-8000-000000000001");

    /// <returns>What the script found, as JSON.</returns>
    public async Task<string> RunAsync(Action<string> progress, CancellationToken cancellation)
    {
        var pages = BuiltDesigner.Find() ?? throw new CommandFailure("no_pages", "The web pages are not built.", $"{Invocation.Name} up builds them, where node is installed.");
        var script = Path.Combine(pages, "..", "scripts", "bench-web.mjs");
        var home = Directory.CreateTempSubdirectory("deepflow-bench-web-");
        // The account that the database runs under has to enter it, or its files would lie elsewhere and stay there.
        if (!OperatingSystem.IsWindows()) home.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            var pipelines = Directory.CreateDirectory(Path.Combine(home.FullName, "pipelines")).FullName;
            await File.WriteAllTextAsync(Path.Combine(pipelines, "large.dlflow"), GeneratedProgram.Write(Steps, Steps), cancellation);
            await using var session = await Session.OpenAsync(options with { Home = Path.Combine(home.FullName, ".deepflow") }, cancellation, supervise: true, pipelines: pipelines);
            progress($"Making {tasks:N0} tasks");
            await InboxFill.FillAsync(session.Services, session.Project, tasks, cancellation);
            var run = await StartLargeAsync(session, pipelines, cancellation);
            progress($"Making {points:N0} points");
            await FillCurveAsync(session, run, cancellation);
            await using var api = await ApiServer.StartAsync(session.Services, session.Project, new ApiOptions { Port = 0, Pages = pages }, cancellation);
            using var growing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var grows = GrowAsync(session, growing.Token);
            try { return await MeasureAsync(script, api.Address, run, progress, cancellation); }
            finally
            {
                await growing.CancelAsync();
                await grows;
            }
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<Guid> StartLargeAsync(Session session, string pipelines, CancellationToken cancellation)
    {
        var compilation = Sources.Compile(pipelines, Path.Combine(pipelines, "large.dlflow"));
        if (!compilation.Succeeded) throw new InvalidOperationException($"The bench's own program does not compile: {string.Join("; ", compilation.Diagnostics.Take(3))}");
        var hash = (await session.The<Publisher>().PublishAsync(session.Project, compilation, InboxFill.Person(0), cancellation)).Hash;
        var data = ClrValues.From(new DataHandle("fashion", new string('0', 32), 0));
        return await session.The<InstanceCommands>().StartAsync(
            session.Project, hash, "part_0", Value.Record(("train", data), ("test", data)), InboxFill.Person(0), cancellation: cancellation);
    }

    private async Task FillCurveAsync(Session session, Guid run, CancellationToken cancellation)
    {
        var database = session.The<NpgsqlDataSource>();
        await database.ExecuteAsync("""
            insert into deepflow.job (id, project, instance, root, pipeline, node, round, iteration, activity, input, settings, started_by, status, lease_until, started_at)
            values ($1, $2, $3, $3, 'part_0', 'training_0', 1, 1, 'train', '{}', '{}', 'bench', 'running', now() + interval '1 day', now())
            """, [Job, session.Project, run], cancellation);
        await database.ExecuteAsync("""
            insert into deepflow.experiment_run (project, job_id, kind, instance_id, pipeline, node, round, model, configuration, environment, train_commit, validation_commit)
            values ($1, $2, 'training', $3, 'part_0', 'training_0', 1, 'fashion_mlp', '{}', '{}', '0', '0')
            """, [session.Project, Job, run], cancellation);
        await AddPointsAsync(session, 1, points, cancellation);
        await database.ExecuteAsync("analyze deepflow.metric", [], cancellation);
    }

    private static Task AddPointsAsync(Session session, int from, int to, CancellationToken cancellation) => session.The<NpgsqlDataSource>().ExecuteAsync("""
        insert into deepflow.metric (project, job_id, attempt, name, step, value)
        select $1, $2, 1, name, step, exp(-step / 30000.0) + 0.05 * sin(step * 0.7) from generate_series($3, $4) step, unnest(array['train_loss', 'validation_loss']) name
        """, [session.Project, Job, from, to], cancellation);

    /// <summary>The training goes on while it is looked at.</summary>
    private async Task GrowAsync(Session session, CancellationToken cancellation)
    {
        try
        {
            for (var at = points + 1; ; at += 20)
            {
                await AddPointsAsync(session, at, at + 19, cancellation);
                await Task.Delay(PointsEvery, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    private async Task<string> MeasureAsync(string script, Uri address, Guid run, Action<string> progress, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(script)! };
        foreach (var argument in new[] { script, address.ToString(), run.ToString(), Job.ToString(), InboxFill.Person(0), minutes.ToString(CultureInfo.InvariantCulture), $"{tasks}", only ?? "" }) start.ArgumentList.Add(argument);
        Process node;
        try { node = Process.Start(start)!; }
        catch (System.ComponentModel.Win32Exception e) { throw new CommandFailure("no_node", $"The measuring script needs node: {e.Message}", "Install Node.js 20 or newer, and its packages with npm ci in designer/."); }
        using (node)
        {
            await using var stop = cancellation.Register(() => node.Kill(entireProcessTree: true));
            node.ErrorDataReceived += (_, line) => { if (line.Data is { } said) { lastWords = said; progress(said); } };
            node.BeginErrorReadLine();
            var answer = await node.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await node.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            return node.ExitCode == 0 ? answer.Trim() : throw new CommandFailure("not_measured", $"The pages could not be measured: {lastWords}", "Install chromium (or name one in DEEPFLOW_CHROMIUM), and the script's packages with npm ci in designer/.");
        }
    }

    private string lastWords = "it said nothing";
}
