using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Keeping;

/// <summary>Deletes what has been settled for long and belongs to no run: signals, notices, causes, and activations that ended. What a run holds goes when it is archived.</summary>
internal sealed class SettledRows(NpgsqlDataSource source, ILogger<SettledRows> log) : ILeaderDuty
{
    /// <summary>Rows in one statement: a second's work.</summary>
    private const int Piece = 5_000;

    /// <summary>Of each table in one hour; more wait for the next.</summary>
    private const int MostPieces = 100;

    /// <summary>Whether a cause must stay: it keeps its trigger from firing once more for the same thing. So the newest does, and the first run of a pipeline that begins when it is activated.</summary>
    private const string StillGuards = """
        exists (select 1 from deepflow.activation a where a.id = c.activation and a.deactivated_at is null)
        and (c.event = 'started' or not exists (select 1 from deepflow.cause n where n.activation = c.activation and n.trigger = c.trigger and n.id > c.id))
        """;

    /// <summary>What goes, in an order in which nothing refers to what is gone. Parameters: the term's.</summary>
    private static readonly (string Things, string Delete)[] Kinds =
    [
        ("signals", $"delete from deepflow.signal where id in (select id from deepflow.signal where kept_until < now() limit {Piece}) and {LeaderTerm.Holds}"),
        ("notices", $"delete from deepflow.delivery where id in (select id from deepflow.delivery where status <> 'waiting' and ended_at < now() - interval '90 days' limit {Piece}) and {LeaderTerm.Holds}"),
        ("causes", $"""
            delete from deepflow.cause where {LeaderTerm.Holds} and id in (
                select c.id from deepflow.cause c where c.settled_at < now() - interval '90 days' and not ({StillGuards})
                and not exists (select 1 from deepflow.instance i where i.id = c.instance and i.status = 'running') limit {Piece})
            """),
        ("activations", $"""
            delete from deepflow.activation a where a.deactivated_at < now() - interval '90 days' and {LeaderTerm.Holds}
            and not exists (select 1 from deepflow.cause c where c.activation = a.id) and not exists (select 1 from deepflow.instance i where i.activation = a.id)
            """),
    ];

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(LeaderTerm term, CancellationToken cancellation)
    {
        foreach (var (things, delete) in Kinds)
        {
            var gone = 0;
            for (var piece = 0; piece < MostPieces; piece++)
            {
                var deleted = await source.ExecuteAsync(delete, [term.Node, term.Number], cancellation);
                gone += deleted;
                if (deleted < Piece) break;
            }
            if (gone > 0) log.LogInformation("{Count} {Things} that were settled long ago are gone.", gone, things);
        }
    }
}
