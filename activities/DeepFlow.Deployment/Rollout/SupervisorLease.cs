using DeepFlow.Learning.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Deployment.Rollout;

/// <summary>
/// The right to be the one supervisor of a database: a row that is held by a lease, by the database's clock. A lock of the
/// connection would not do: it outlives a process that hangs, and a pooler hands it to somebody else.
/// </summary>
internal sealed class SupervisorLease(NpgsqlDataSource database, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AfterDatabaseFailure = TimeSpan.FromSeconds(1);

    /// <summary>Who holds it, in the row.</summary>
    public Guid Holder { get; } = Guid.NewGuid();

    /// <summary>Takes it where it is free or run out, and renews it where it is held.</summary>
    /// <returns>False while another supervisor has it.</returns>
    public async Task<bool> HoldAsync(CancellationToken cancellation) => await database.Command(
        """
        insert into deepflow.deployment_supervisor as s (holder, until) values ($1, now() + $2)
        on conflict (one) do update set holder = $1, until = now() + $2 where s.holder = $1 or s.until < now()
        """,
        Holder, Lasts).ExecuteAsync(cancellation) == 1;

    /// <summary>Renews it until cancelled; returns once it is lost.</summary>
    public async Task KeepAsync(CancellationToken cancellation)
    {
        var renewed = clock.GetTimestamp();
        while (clock.GetElapsedTime(renewed) < Lasts)
        {
            await Task.Delay(RenewEvery, clock, cancellation);
            try
            {
                if (!await HoldAsync(cancellation))
                {
                    return;
                }

                renewed = clock.GetTimestamp();
            }
            catch (NpgsqlException exception)
            {
                logger.LogWarning("The lease on the deployments could not be renewed: {Message}", exception.Message);
                await Task.Delay(AfterDatabaseFailure, clock, cancellation);
            }
        }
    }

    /// <summary>Lets another supervisor have it at once; where the database does not answer, it runs out.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            await database.Command("delete from deepflow.deployment_supervisor where holder = $1", Holder).ExecuteAsync(CancellationToken.None);
        }
        catch (NpgsqlException exception)
        {
            logger.LogDebug("The lease on the deployments runs out by itself: {Message}", exception.Message);
        }
    }
}
