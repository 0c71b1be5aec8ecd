using System.Globalization;
using System.Text.RegularExpressions;
using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Postgres;
using DeepFlow.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>What clients were told, as they wrote it down; and whether the database still says so.</summary>
internal sealed partial class Ledger(string project)
{
    private readonly HashSet<Guid> started = [];
    private readonly HashSet<Guid> cancelled = [];
    private readonly HashSet<(Guid Task, string Outcome)> decided = [];
    private readonly HashSet<Guid> commented = [];
    private readonly HashSet<string> told = [];

    /// <summary>The number of the run that a client starts next.</summary>
    public int Next { get; private set; }

    public void Read(string output)
    {
        foreach (var line in output.Split('\n').Select(l => l.Trim()))
        {
            if (Started().Match(line) is { Success: true } start)
            {
                started.Add(Guid.Parse(start.Groups[2].Value));
                Next = Math.Max(Next, int.Parse(start.Groups[1].Value, CultureInfo.InvariantCulture) + 1);
            }
            else if (Cancelled().Match(line) is { Success: true } cancel) cancelled.Add(Guid.Parse(cancel.Groups[1].Value));
            else if (Decided().Match(line) is { Success: true } decision) decided.Add((Guid.Parse(decision.Groups[1].Value), decision.Groups[2].Value));
            else if (Commented().Match(line) is { Success: true } comment) commented.Add(Guid.Parse(comment.Groups[1].Value));
            else if (Told().Match(line) is { Success: true } signal) told.Add(signal.Groups[1].Value);
        }
    }

    /// <summary>What there is when there should be nothing.</summary>
    private const string LeftOver = """
        select 'event of ' || instance || ' ' || coalesce(defect, body::text) from deepflow.event where project = $1
        union all select 'timer of ' || instance || ' ' || node || ' ' || kind || ' ' || fires_at from deepflow.timer where project = $1
        union all select 'waiter of ' || instance || ' ' || node || ' ' || coalesce(signal, '') || ' ' || correlation from deepflow.waiter where project = $1
        union all select 'incident of ' || instance || ' ' || node || ': ' || message from deepflow.incident where project = $1
        union all select 'job of ' || instance || ' ' || node || ' ' || status || ' attempt ' || attempt || ' of ' || coalesce(worker, 'nobody') || coalesce(' until ' || lease_until, '')
            from deepflow.job where project = $1 and status not in ('completed', 'cancelled', 'discarded')
        union all select 'task of ' || instance || ' ' || node from deepflow.task where project = $1 and status = 'open'
        union all select 'cause ' || trigger || ' ' || cause || ' ' || status from deepflow.cause where project = $1 and status in ('waiting', 'delivering')
        union all select 'notice ' || event || ' ' || status || ' ' || attempts || coalesce(' ' || failure, '') from deepflow.delivery where project = $1 and status <> 'sent'
        union all select 'instance ' || id || ' ' || pipeline || ' ' || status || ' ' || s.state || ' ' || s.nodes
            from deepflow.instance i join deepflow.instance_state s on s.instance = i.id where i.project = $1 and status = 'running'
        """;

    /// <summary>What is left over, what was kept for it, and the last that happened to it.</summary>
    public async Task<string> EvidenceAsync(TestDatabase database) => string.Join('\n', [
        .. await database.ColumnAsync<string>(LeftOver, project),
        .. await database.ColumnAsync<string>("select 'signal ' || correlation || ' ' || coalesce(key, '') || ' taken by ' || coalesce(taken_by::text, '') || ' ' || coalesce(taken_at::text, 'nobody') from deepflow.signal s where project = $1 and exists (select 1 from deepflow.instance i where i.project = $1 and i.status = 'running' and i.arguments ->> 'key' = s.correlation)", project),
        .. await database.ColumnAsync<string>("select j.at || ' ' || i.pipeline || ' ' || j.kind || ' ' || coalesce(j.node, '') || ' ' || left(j.data::text, 200) from deepflow.journal j join deepflow.instance i on i.id = j.instance where j.root in (select root from deepflow.instance where project = $1 and status = 'running') order by j.id", project),
    ]);

    /// <summary>All runs of the project have ended: nothing acknowledged is lost, nothing is there twice, nothing is left over.</summary>
    public async Task CheckAsync(TestDatabase database, Tally tally)
    {
        var runs = (await RowsAsync("select id || ' ' || status || ' ' || coalesce(result ->> 'total', '') from deepflow.instance where project = $1 and pipeline = 'mixed'"))
            .Select(r => r.Split(' ')).ToDictionary(r => Guid.Parse(r[0]), r => (Status: r[1], Total: r[2]));
        var published = Grouped(await RowsAsync("""
            select i.root || '|' || e.node || ' ' || e.iteration || ' ' || count(*) from effect e join deepflow.instance i on i.id = e.instance
            where i.project = $1 group by i.root, e.node, e.iteration
            """));
        var said = Grouped(await RowsAsync("""
            select t.root || '|' || t.node || ' ' || t.iteration || ' ' || d.outcome from deepflow.task t join deepflow.task_decision d on d.task = t.id where t.project = $1
            """));

        started.Except(runs.Keys).Should().BeEmpty("a start that was acknowledged is never lost");
        foreach (var (id, run) in runs)
        {
            if (run.Status == "finished")
            {
                run.Total.Should().Be("2");
                published[id].Should().BeEquivalentTo(Workload.Published, $"run {id} publishes everything once");
                said[id].Should().BeEquivalentTo(Workload.Decided, $"each question of run {id} is decided once");
                continue;
            }
            run.Status.Should().Be("cancelled", $"run {id} ends well unless a person cancels it");
            published[id].Should().BeSubsetOf(Workload.Published.Append("tick 1 1").Append("tick 1 2").Append("tick 1 3"));
            said[id].Should().BeSubsetOf(Workload.Decided);
        }
        foreach (var id in cancelled) runs[id].Status.Should().BeOneOf("cancelled", "finished");
        (await RowsAsync("select d.task || ' ' || d.outcome from deepflow.task_decision d where d.project = $1")).Should().Contain(decided.Select(d => $"{d.Task} {d.Outcome}"), "a decision that was acknowledged is never lost");

        (await RowsAsync(LeftOver)).Should().BeEmpty("nothing is left over");
        (await RowsAsync("""
            select i.pipeline || ' ' || j.kind || ' ' || count(*) from deepflow.journal j join deepflow.instance i on i.id = j.instance
            where j.project = $1 and j.kind in ('started', 'finished', 'failed', 'cancelled') group by i.id, i.pipeline, j.kind having count(*) <> 1
            """)).Should().BeEmpty("an instance begins and ends once in the journal");
        (await RowsAsync("""
            select w.node || ' of ' || w.instance from (
                select instance, node, count(*) as ended from deepflow.job where project = $1 and status = 'completed' and part = '' group by instance, node) w
            left join lateral (select count(*) as told from deepflow.journal j where j.instance = w.instance and j.node = w.node and j.kind = 'completed') j on true
            join deepflow.instance i on i.id = w.instance
            where j.told <> w.ended and not (i.status = 'cancelled' and j.told < w.ended)
            """)).Should().BeEmpty("the journal tells of each completion once");

        (await RowsAsync("select task::text from deepflow.task_comment where project = $1")).Should().Contain(commented.Select(t => $"{t}"), "a comment that was acknowledged is never lost");
        await CheckCausesAsync(RowsAsync, tally);

        var doctor = new Doctor(database.DataSource, new Wakeups(database.DataSource, new WakeupOptions(Listen: false), NullLogger<Wakeups>.Instance));
        (await doctor.CheckAsync(default)).Select(f => $"{f.Code}: {f.Message} {string.Join(", ", f.Things)}").Should().BeEmpty("the doctor finds nothing");

        tally.Add("starts acknowledged, none lost", started.Count);
        tally.Add("starts not acknowledged, of which some happened", runs.Keys.Except(started).Count());
        tally.Add("runs finished", runs.Values.Count(r => r.Status == "finished"));
        tally.Add("runs cancelled", runs.Values.Count(r => r.Status == "cancelled"));
        tally.Add("decisions acknowledged, none lost, none twice", decided.Count);
        tally.Add("rows published, none twice", await database.ScalarAsync<int>("select count(*)::int from effect e join deepflow.instance i on i.id = e.instance where i.project = $1", project));
        tally.Add("attempts lost with their workers", await database.ScalarAsync<int>("select count(*)::int from deepflow.journal where project = $1 and kind in ('worker_lost', 'released')", project));
        tally.Add("parts of steps, each told of once", await database.ScalarAsync<int>("select count(*)::int from deepflow.part where project = $1 and end_number is not null", project));
        tally.Add("parts lost with their workers", await database.ScalarAsync<int>("select count(*)::int from deepflow.journal where project = $1 and kind in ('part_lost', 'part_released')", project));

        Task<IReadOnlyList<string>> RowsAsync(string sql) => database.ColumnAsync<string>(sql, project);
    }

    /// <summary>Each thing that fires a trigger has one cause, and each cause one run or one arrival in the run that lives on.</summary>
    private async Task CheckCausesAsync(Func<string, Task<IReadOnlyList<string>>> rowsAsync, Tally tally)
    {
        var echoes = await rowsAsync("select c.event || ' ' || c.cause from deepflow.cause c join deepflow.activation a on a.id = c.activation where c.project = $1 and a.name = 'echo' and c.status = 'started'");
        var wanted = told.Select(number => $"event {number}").Concat(await rowsAsync("select 'finished ' || id from deepflow.instance where project = $1 and pipeline = 'mixed' and status = 'finished'"));
        echoes.Should().OnlyHaveUniqueItems().And.Contain(wanted, "whatever happens fires the trigger once");
        (await rowsAsync("select c.instance::text from deepflow.cause c where c.project = $1 and c.status = 'started'")).Should().OnlyHaveUniqueItems()
            .And.BeEquivalentTo(await rowsAsync("select id::text from deepflow.instance where project = $1 and activation is not null"), "each cause starts one run, and nothing else does");

        var pokes = (await rowsAsync("select c.cause || '|' || c.status from deepflow.cause c join deepflow.activation a on a.id = c.activation where c.project = $1 and a.name = 'keeper' order by c.id")).Select(c => c.Split('|')).ToList();
        pokes.Select(p => p[0]).Should().OnlyHaveUniqueItems().And.Contain(told);
        pokes.Select(p => p[1]).Should().BeSubsetOf(["started", "delivered", "replaced"]);
        if (pokes.Count > 0) pokes[^1][1].Should().NotBe("replaced", "the newest cause counts");
        (await rowsAsync("select j.data -> 'cause' ->> 'cause' from deepflow.journal j join deepflow.instance i on i.id = j.instance where j.project = $1 and j.kind = 'triggered' order by j.id"))
            .Should().BeEquivalentTo(pokes.Where(p => p[1] == "delivered").Select(p => p[0]), "a delivered cause opens one round");
        tally.Add("causes, each with one run or one round", echoes.Count + pokes.Count);
    }

    /// <summary>What happened is told once, by one notice; and each notice has arrived, under its id.</summary>
    public async Task CheckNoticesAsync(TestDatabase database, IReadOnlyList<Guid> received, Tally tally)
    {
        var notices = await database.ColumnAsync<string>("select d.event || ' ' || coalesce(d.task, d.root) from deepflow.delivery d where d.project = $1", project);
        notices.Should().OnlyHaveUniqueItems();
        notices.Should().BeEquivalentTo(await database.ColumnAsync<string>("""
            select 'run_ended ' || id from deepflow.instance where project = $1 and parent is null and pipeline = 'mixed' and status <> 'running'
            union all select 'task_decided ' || id from deepflow.task where project = $1 and status = 'decided'
            """, project), "whatever happens is told");
        var sent = await database.ColumnAsync<string>("select id::text from deepflow.delivery where project = $1 and status = 'sent'", project);
        received.Distinct().Select(id => $"{id}").Should().BeEquivalentTo(sent, "each notice arrives, and no other");
        tally.Add("notices, each arrived", sent.Count);
        tally.Add("notices that arrived again, under the same id", received.Count - sent.Count);
    }

    private static ILookup<Guid, string> Grouped(IEnumerable<string> rows) => rows.Select(r => r.Split('|')).ToLookup(r => Guid.Parse(r[0]), r => r[1]);

    [GeneratedRegex(@"^started (\d+) ([0-9a-f-]{36})$")]
    private static partial Regex Started();

    [GeneratedRegex(@"^cancelled ([0-9a-f-]{36})$")]
    private static partial Regex Cancelled();

    [GeneratedRegex(@"^commented ([0-9a-f-]{36})$")]
    private static partial Regex Commented();

    [GeneratedRegex(@"^told (\d+)$")]
    private static partial Regex Told();

    [GeneratedRegex(@"^decided ([0-9a-f-]{36}) (\w+)$")]
    private static partial Regex Decided();
}
