using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Keeping;

/// <summary>Archives what is old enough, makes room in the journal for the months to come and gives back that of months gone by.</summary>
internal sealed class KeepingDuty(NpgsqlDataSource source, Archive archive, ILogger<KeepingDuty> log) : ILeaderDuty
{
    private const int MonthsAhead = 2;

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(LeaderTerm term, CancellationToken cancellation)
    {
        // Two leaders at once would do no harm: a run is archived under its lock, once.
        foreach (var (project, after) in await archive.KeepingsAsync(cancellation))
            if (await archive.ArchiveAsync(project, after, cancellation) is var count and > 0) log.LogInformation("{Count} runs of {Project} were archived.", count, project);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await transaction.ExecuteAsync("set local lock_timeout = '1s'", [], cancellation); // writers wait behind it
        await transaction.ExecuteAsync($"select deepflow.make_journal_parts({MonthsAhead}), deepflow.drop_empty_journal_parts() where {LeaderTerm.Holds}", [term.Node, term.Number], cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
