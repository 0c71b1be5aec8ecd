using System.Diagnostics;
using System.Net;
using System.Text.Json;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.Demo;

/// <summary>The README's first command, as a process: run, served, killed and run again.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [FashionFact]
    public async Task Demo_ForPrograms_WhoseTuningWorkerIsKilled_AndWhichIsKilledWithItsPostgresDuringTraining_GoesOnFromTheLastCheckpoint_AndEndsWithOneJsonObject()
    {
        await using var workspace = new DemoWorkspace();
        await using var killed = workspace.Start(epochs: 6, "--json");
        var database = await workspace.DatabaseAsync();
        await KillTuningWorkerAsync(workspace);
        await Eventually.IsTrueAsync(async () => await CountAsync(database, """
            select count(*) from deepflow.job_checkpoint c join deepflow.job j on j.id = c.job where j.activity = 'train' and j.status = 'running' and c.sequence >= 2
            """) > 0, Patience);
        var instance = await database.ScalarAsync<Guid>("select id from deepflow.instance where parent is null");
        var checkpoint = await database.ScalarAsync<long>("select max(c.sequence) from deepflow.job_checkpoint c join deepflow.job j on j.id = c.job where j.activity = 'train'");
        await killed.KillAsync();
        workspace.KillPostgres();

        await using var again = workspace.Start(epochs: 6, "--json");
        (await again.ExitAsync(Patience)).Should().Be(0, again.Output);

        var result = DemoWorkspace.ResultOf(again);
        result.GetProperty("instance").GetGuid().Should().Be(instance, "the same run goes on");
        result.GetProperty("dataset").GetProperty("commit").GetString().Should().NotBeNullOrEmpty();
        result.GetProperty("model").GetProperty("version").GetString().Should().Be("fashion@1");
        var accuracy = result.GetProperty("test").GetProperty("accuracy").GetDouble();
        accuracy.Should().BeGreaterThan(0.8);
        var interval = result.GetProperty("test").GetProperty("interval");
        accuracy.Should().BeInRange(interval[0].GetDouble(), interval[1].GetDouble());
        result.GetProperty("feedbackLoops").GetInt32().Should().Be(1);
        result.GetProperty("endpoint").GetString().Should().StartWith("http://127.0.0.1:");
        result.GetProperty("seconds").GetDouble().Should().BePositive();
        ProcessesOf(workspace).Should().BeEmpty("--json implies --exit, and that stops all that the demo started");
        var experiments = await workspace.RunAsync("experiments", "--kind", "tuning");
        experiments.Output.Should().Contain("fashion_mlp").And.Contain("fashion_model.tuning");

        await using var after = await AfterAsync(workspace);
        var resumed = await after.ScalarAsync<string>("""
            select l.line from deepflow.job_log l join deepflow.job j on j.id = l.job
            where j.activity = 'train' and l.line like 'Goes on from the checkpoint%' order by l.id limit 1
            """);
        resumed.Should().NotBeNull("training goes on from its checkpoint");
        (await CountAsync(after, "select count(*) from deepflow.model_version")).Should().Be(1);
        (await CountAsync(after, """
            select count(*) from (select l.line from deepflow.job_log l join deepflow.job j on j.id = l.job
            where j.activity = 'train' and l.line like 'epoch 1:%' group by j.id, l.line having count(*) > 1) twice
            """)).Should().Be(0, $"the first epoch is before checkpoint {checkpoint} and is not trained again");
    }

    [FashionFact]
    public async Task Demo_ForPeople_ShowsWhoDecidesAndServesUntilInterrupted()
    {
        await using var workspace = new DemoWorkspace();
        await using var demo = workspace.Start(epochs: 2);
        await demo.UntilOutputAsync("Serving until Ctrl-C", Patience);

        demo.Output.Should().Contain("Sam Science (data_scientist): Reject, back to tuning")
            .And.Contain("back to tuning: round 2").And.Contain("Vera Validator (model_validator): Approve").And.Contain("95 % interval");
        var endpoint = new Uri(demo.Output.Split(' ', '\n').First(w => w.EndsWith("/predict", StringComparison.Ordinal)).Trim());
        using var http = new HttpClient();

        var picture = await File.ReadAllBytesAsync(Path.Combine(workspace.Home, "demo", "picture.png"));
        var answer = await http.PostAsync(endpoint, new ByteArrayContent(picture));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("label").GetString().Should().NotBeNullOrEmpty();

        var refused = await http.PostAsync(endpoint, new ByteArrayContent(picture[..40]));
        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync()).Should().Contain("unreadable_image");

        await demo.InterruptAsync();
        (await demo.ExitAsync()).Should().BeOneOf(0, 130);
        ProcessesOf(workspace).Should().BeEmpty();
    }

    /// <summary>Another worker takes its job at once.</summary>
    private static async Task KillTuningWorkerAsync(DemoWorkspace workspace)
    {
        var database = await workspace.DatabaseAsync();
        var killed = new HashSet<string>();
        await Eventually.IsTrueAsync(async () => await CountAsync(database, "select count(*) from deepflow.job where activity = 'tune.trial' and attempt = 2") > 0 || await KillAWorkerAsync(workspace, database, killed), Patience);
    }

    /// <summary>Kills the worker that trains a trial now, unless it was killed before. It may just have ended the trial: whoever needs a loss looks again.</summary>
    /// <returns>False, so that it is looked again.</returns>
    private static async Task<bool> KillAWorkerAsync(DemoWorkspace workspace, TestDatabase database, HashSet<string> killed)
    {
        string? worker = null;
        try { worker = await database.ScalarAsync<string>("select worker from deepflow.job where activity = 'tune.trial' and status = 'running' limit 1"); }
        catch (Npgsql.NpgsqlException) { } // not migrated yet
        if (worker is null || killed.Contains(worker)) return false;
        foreach (var (id, _) in ProcessesOf(workspace).Where(p => p.CommandLine.Contains(worker, StringComparison.Ordinal)).Take(1))
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            killed.Add(worker);
        }
        return false;
    }

    private static async Task<TestDatabase> AfterAsync(DemoWorkspace workspace)
    {
        var server = await Embedded.EmbeddedPostgres.StartAsync(new Embedded.EmbeddedPostgresOptions(workspace.Home));
        return new TestDatabase(server.ConnectionString);
    }

    private static async Task<long> CountAsync(TestDatabase database, string sql)
    {
        try { return await database.ScalarAsync<long>(sql); }
        catch (Npgsql.NpgsqlException) { return 0; } // not migrated yet, or being killed by this test
    }

    private static IReadOnlyList<(int Id, string CommandLine)> ProcessesOf(DemoWorkspace workspace) =>
        [.. Directory.EnumerateDirectories("/proc").Select(d => (Path: d, Ok: int.TryParse(Path.GetFileName(d), out var id), Id: id)).Where(p => p.Ok)
            .Select(p => (p.Id, CommandLine: ReadCommandLine(p.Path))).Where(p => p.CommandLine.Contains(workspace.Home, StringComparison.Ordinal) && p.CommandLine.Contains("deepflow.dll", StringComparison.Ordinal))];

    private static string ReadCommandLine(string process)
    {
        try { return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' '); }
        catch (IOException) { return ""; } // it has ended
    }
}
