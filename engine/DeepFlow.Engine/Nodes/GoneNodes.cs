using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Nodes;

/// <summary>Forgets nodes that left or fell silent a day ago. One that wakes up after all joins again.</summary>
internal sealed class GoneNodes(NpgsqlDataSource source) : ILeaderDuty
{
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public Task RunAsync(LeaderTerm term, CancellationToken cancellation) => source.ExecuteAsync(
        $"delete from deepflow.node where coalesce(left_at, seen_at) < now() - interval '1 day' and {LeaderTerm.Holds}", [term.Node, term.Number], cancellation);
}
