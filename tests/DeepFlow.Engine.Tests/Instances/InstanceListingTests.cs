using System.Text.Json;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>Runs are found by what they do, whatever has ended since, and however many do something else.</summary>
public sealed class InstanceListingTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private const string Project = "listing";
    private const int Ended = 6000, Waiting = 600, Living = 15, Called = 3, Failed = 6;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly EngineUnderTest engine = new(database);

    /// <summary>Of each 400 that ended one before them lives, and of each 1000 one has failed; those that wait came last, and the called runs of the first three of them go on.</summary>
    public async Task InitializeAsync()
    {
        await database.Database.ExecuteAsync($$"""
            create temp table made as
                select (lpad(to_hex(1750000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid as id, n,
                       case when n > {{Ended}} then 'waits' when n % 400 = 1 then 'lives' when n % 1000 = 2 then 'failed' else 'ended' end as kind
                from generate_series(1, {{Ended + Waiting}}) n;
            insert into deepflow.instance (id, project, bundle, pipeline, root, started_by, started_at, arguments)
                select id, '{{Project}}', 'b', kind, id, 'ada', timestamptz '2026-01-01' + n * interval '1 second', '{}'
                from made where not exists (select 1 from deepflow.instance where project = '{{Project}}');
            update deepflow.instance set status = case pipeline when 'failed' then 'failed' else 'finished' end, ended_at = now()
                where project = '{{Project}}' and pipeline in ('ended', 'failed') and status = 'running';
            insert into deepflow.instance_state (instance, project, state, doing)
                select id, '{{Project}}', '{}', case kind when 'lives' then 'r' when 'waits' then 'w' when 'failed' then 'f' else 'd' end::"char" from made on conflict do nothing;
            insert into deepflow.waiter (project, instance, root, node, iteration) select '{{Project}}', id, id, 'w', 1 from made where kind = 'waits' on conflict do nothing;
            insert into deepflow.instance (id, project, bundle, pipeline, root, parent, parent_node, started_by, started_at, arguments)
                select md5(id::text)::uuid, '{{Project}}', 'b', 'called', id, id, 'w', 'ada', now(), '{}' from made where n > {{Ended}} and n <= {{Ended + Called}} on conflict do nothing;
            insert into deepflow.instance_state (instance, project, root, state) select id, project, root, '{}' from deepflow.instance where project = '{{Project}}' and pipeline = 'called' on conflict do nothing;
            drop table made
            """);
        await database.Database.ExecuteAsync("vacuum (analyze) deepflow.instance, deepflow.instance_state, deepflow.waiter");
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private Task<List<InstanceSummary>> ListAsync(RunFilter filter) => engine.The<InstanceListing>().ListAsync(Project, filter, None);

    [Theory]
    [InlineData(null, "instance_listing", 11)]
    [InlineData(RunDoing.Finished, "instance_listing", Waiting + 20)]
    [InlineData(RunDoing.Failed, "instance_failed", Failed)]
    [InlineData(RunDoing.Cancelled, "instance_failed", 0)]
    [InlineData(RunDoing.Running, "instance_living", 10 + Called)]
    [InlineData(RunDoing.Waiting, "instance_living", 10 + Called)]
    [InlineData(RunDoing.Paused, "instance_living", 0)]
    [InlineData(RunDoing.Incident, "incident_open", 0)]
    public async Task Runs_AreReadFromAnIndexThatHoldsNoOthers_NewestFirst_AndNoFurtherThanThePage(RunDoing? doing, string index, int most)
    {
        var filter = new RunFilter(doing, Limit: 10);
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await transaction.QueryAsync(InstanceListing.InOrder, r => 0, [], None);
        var plan = await transaction.QueryAsync($"explain (analyze, format json) {InstanceListing.Text(filter)}", r => r.GetString(0), InstanceListing.Parameters(Project, filter), None);

        using var document = JsonDocument.Parse(plan[0]);
        var nodes = Nodes(document.RootElement).ToList();
        nodes.Should().Contain(n => n.Index == index && n.Direction == "Backward" || index == "instance_listing" && n.Index == index, "of the plan {0}", plan[0]);
        nodes.Where(n => n.Index == index && n.Loops == 1).Sum(n => n.Rows).Should().BeLessThanOrEqualTo(most, "of the plan {0}", plan[0]);
        nodes.Should().NotContain(n => n.Index != index && n.Rows * n.Loops > 100, "what else there is to know of a run is looked up, of the plan {0}", plan[0]);
        nodes.Should().NotContain(n => n.Type.EndsWith("Seq Scan") && n.Relation.StartsWith("instance"), "of the plan {0}", plan[0]);
    }

    [Fact]
    public async Task RunsThatRun_AreFoundAmongManyThatWait_ByWhatTheyCalledToo()
    {
        var listed = await ListAsync(new(RunDoing.Running));

        listed.Should().OnlyContain(r => r.Doing == "running").And.OnlyHaveUniqueItems(r => r.Id);
        listed.Select(r => r.Pipeline).Should().Equal([.. Enumerable.Repeat("waits", Called), .. Enumerable.Repeat("lives", Living)]);
        listed.Select(r => r.StartedAt).Should().BeInDescendingOrder();
    }

    [Theory]
    [InlineData(RunDoing.Waiting, Waiting - Called)]
    [InlineData(RunDoing.Running, Living + Called)]
    [InlineData(RunDoing.Failed, Failed)]
    public async Task RunsOfAKind_ComePageByPage(RunDoing doing, int expected)
    {
        var pages = new List<InstanceSummary>();
        while (await ListAsync(new(doing, Before: pages.LastOrDefault()?.Id, Limit: doing == RunDoing.Waiting ? 100 : 4)) is { Count: > 0 } page) pages.AddRange(page);

        pages.Should().HaveCount(expected).And.OnlyHaveUniqueItems(r => r.Id);
        pages.Select(r => r.StartedAt).Should().BeInDescendingOrder();
    }

    [Fact]
    public async Task Counts_TellWhatRunsDo_AndStopWhereNobodyCountsOn()
    {
        var counts = await engine.The<InstanceListing>().CountAsync(Project, None);

        counts.Should().Be(new RunCounts(Paused: Of(0), Running: Of(Living + Called), Waiting: Of(Waiting - Called), Incident: Of(0), Finished: Of(Ended - Living - Failed), Failed: Of(Failed), Cancelled: Of(0)));
        counts.Finished.Should().Be(new CappedCount(CappedCount.Most, More: true));

        static CappedCount Of(int runs) => CappedCount.Of(runs, CappedCount.Most);
    }

    private sealed record PlanNode(string Type, string Relation, string Index, string Direction, double Rows, double Loops);

    private static IEnumerable<PlanNode> Nodes(JsonElement plan)
    {
        if (plan.ValueKind == JsonValueKind.Array) return plan.EnumerateArray().SelectMany(Nodes);
        if (plan.ValueKind != JsonValueKind.Object) return [];
        var below = plan.EnumerateObject().SelectMany(p => Nodes(p.Value));
        return plan.TryGetProperty("Node Type", out var type) ? below.Prepend(new(type.GetString()!, Of("Relation Name"), Of("Index Name"), Of("Scan Direction"), Number("Actual Rows"), Number("Actual Loops"))) : below;

        double Number(string name) => plan.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
        string Of(string name) => plan.TryGetProperty(name, out var value) ? value.GetString()! : "";
    }
}
