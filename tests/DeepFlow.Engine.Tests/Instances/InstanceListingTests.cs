using System.Text.Json;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;

namespace DeepFlow.Engine.Tests.Instances;

/// <summary>Runs that have not ended are found whatever has ended since, and however many wait.</summary>
public sealed class InstanceListingTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncLifetime
{
    private const string Project = "listing";
    private const int Ended = 6000, Waiting = 600, Living = 15;
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly EngineUnderTest engine = new(database);

    /// <summary>Of each 400 that ended one before them lives; those that wait came last.</summary>
    public async Task InitializeAsync()
    {
        await database.Database.ExecuteAsync($$"""
            create temp table made as
                select (lpad(to_hex(1750000000000 + n), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid as id, n, case when n > {{Ended}} then 'waits' when n % 400 = 1 then 'lives' else 'ended' end as kind
                from generate_series(1, {{Ended + Waiting}}) n;
            insert into deepflow.instance (id, project, bundle, pipeline, root, started_by, started_at, arguments)
                select id, '{{Project}}', 'b', kind, id, 'ada', timestamptz '2026-01-01' + n * interval '1 second', '{}'
                from made where not exists (select 1 from deepflow.instance where project = '{{Project}}');
            update deepflow.instance set status = 'finished', ended_at = now() where project = '{{Project}}' and pipeline = 'ended' and status = 'running';
            insert into deepflow.instance_state (instance, project, state, live) select id, '{{Project}}', '{}', kind <> 'ended' from made on conflict do nothing;
            insert into deepflow.waiter (project, instance, root, node, iteration) select '{{Project}}', id, id, 'w', 1 from made where kind = 'waits' on conflict do nothing;
            analyze deepflow.instance, deepflow.instance_state, deepflow.waiter;
            drop table made
            """);
    }

    public async Task DisposeAsync() => await engine.DisposeAsync();

    private Task<List<InstanceSummary>> ListAsync(RunFilter filter) => engine.The<InstanceListing>().ListAsync(Project, filter, None);

    [Theory]
    [InlineData(RunDoing.Running)]
    [InlineData(RunDoing.Waiting)]
    [InlineData(RunDoing.Paused)]
    [InlineData(RunDoing.Incident)]
    public async Task LivingRuns_AreReadFromTheirIndex_NewestFirst(RunDoing doing)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await transaction.QueryAsync(InstanceListing.InOrder, r => 0, [], None);
        var plan = await transaction.QueryAsync($"explain (format json) {InstanceListing.Text(doing)}", r => r.GetString(0), InstanceListing.Parameters(Project, new(doing)), None);

        using var document = JsonDocument.Parse(plan[0]);
        var nodes = Nodes(document.RootElement).ToList();
        nodes.Should().Contain(n => n.Index == "instance_live" && n.Direction == "Backward", "of the plan {0}", plan[0]);
        nodes.Should().NotContain(n => n.Type.EndsWith("Seq Scan") && n.Relation.StartsWith("instance"), "of the plan {0}", plan[0]);
    }

    [Fact]
    public async Task LivingRuns_BehindManyThatEnded_AreListed()
    {
        var listed = await ListAsync(new(RunDoing.Running));

        listed.Should().HaveCount(Living).And.OnlyContain(r => r.Pipeline == "lives" && r.Doing == "running");
        listed.Select(r => r.StartedAt).Should().BeInDescendingOrder();
    }

    [Fact]
    public async Task LivingRuns_ComePageByPage()
    {
        var pages = new List<InstanceSummary>();
        while (await ListAsync(new(RunDoing.Waiting, Before: pages.LastOrDefault()?.Id, Limit: 100)) is { Count: > 0 } page) pages.AddRange(page);

        pages.Should().HaveCount(Waiting).And.OnlyHaveUniqueItems(r => r.Id);
        pages.Select(r => r.StartedAt).Should().BeInDescendingOrder();
    }

    [Fact]
    public async Task Counts_TellTheLivingFromTheEnded()
    {
        var counts = await engine.The<InstanceListing>().CountAsync(Project, None);

        counts.Should().Be(new RunCounts(Paused: 0, Running: Living, Waiting: Waiting, Incident: 0, Finished: Ended - Living, Failed: 0, Cancelled: 0));
    }

    private sealed record PlanNode(string Type, string Relation, string Index, string Direction);

    private static IEnumerable<PlanNode> Nodes(JsonElement plan)
    {
        if (plan.ValueKind == JsonValueKind.Array) return plan.EnumerateArray().SelectMany(Nodes);
        if (plan.ValueKind != JsonValueKind.Object) return [];
        var below = plan.EnumerateObject().SelectMany(p => Nodes(p.Value));
        return plan.TryGetProperty("Node Type", out var type) ? below.Prepend(new(type.GetString()!, Of("Relation Name"), Of("Index Name"), Of("Scan Direction"))) : below;

        string Of(string name) => plan.TryGetProperty(name, out var value) ? value.GetString()! : "";
    }
}
