using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Notifications;

/// <summary>The notices on their way. Any number of nodes may send: what one has taken no other takes, until its time is over.</summary>
internal sealed class DeliveryQueue(NpgsqlDataSource source, TimeProvider clock)
{
    /// <summary>Attempts before a notice is given up: over half a day, with the pauses of <see cref="Pause"/>.</summary>
    public const int MostAttempts = 12;

    /// <summary>Whoever took a notice and has said nothing for so long is taken for dead.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    /// <summary>One for each subscription at most, the one that waits longest: a subscriber that is slow or gone holds up no other.</summary>
    public Task<List<Delivery>> TakeAsync(int most, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        return source.QueryAsync("""
            with taken as (
                select w.id from deepflow.subscription s cross join lateral (
                    select d.id from deepflow.delivery d where d.subscription = s.id and d.status = 'waiting' and d.next_at <= $1
                    order by d.next_at limit 1 for update skip locked) w
                limit $3)
            update deepflow.delivery d set attempts = attempts + 1, next_at = $2
            from taken, deepflow.subscription s
            where d.id = taken.id and s.id = d.subscription
            returning d.id, d.subscription, s.kind, s.address, d.event, d.root, d.task, d.attempts, d.created_at, d.body::text, s.secret
            """,
            r => new Delivery(r.GetGuid(0), r.GetGuid(1), Enum.Parse<ChannelKind>(r.GetString(2), ignoreCase: true), r.GetString(3), Subscriptions.KindOf(r.GetString(4)), r.GetGuid(5), r.GuidAt(6),
                DeliveryStatus.Waiting, r.GetInt32(7), now + Lease, null, r.GetFieldValue<DateTimeOffset>(8), null) { Text = r.GetString(9), Body = r.FromJson<Value>(9), Secret = r.TextAt(10) },
            [now, now + Lease, most], cancellation);
    }

    public Task SentAsync(Delivery delivery, CancellationToken cancellation) => source.ExecuteAsync(
        "update deepflow.delivery set status = 'sent', failure = null, ended_at = $2 where id = $1 and status = 'waiting'", [delivery.Id, clock.GetUtcNow().ToUniversalTime()], cancellation);

    /// <summary>Plans another attempt, or gives up.</summary>
    public Task FailedAsync(Delivery delivery, DeliveryFailure failure, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        var gone = failure.Final || delivery.Attempts >= MostAttempts;
        return source.ExecuteAsync("""
            update deepflow.delivery set failure = $2, status = case when $3 then 'parked' else 'waiting' end, ended_at = case when $3 then $4 end, next_at = $5
            where id = $1 and status = 'waiting' and attempts = $6
            """, [delivery.Id, failure.Message, gone, now, now + Pause(delivery.Attempts, Random.Shared.NextDouble()), delivery.Attempts], cancellation);
    }

    /// <summary>When a waiting notice is due next; null: none waits.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation) =>
        (await source.QueryAsync("select min(next_at) from deepflow.delivery where status = 'waiting'", r => r.TimeAt(0), [], cancellation))[0];

    /// <summary>Twice as long after each attempt, up to six hours, and a fifth more or less so that not all come back at once.</summary>
    /// <param name="luck">0..1</param>
    internal static TimeSpan Pause(int attempts, double luck)
    {
        var pause = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, attempts - 1), LongestPause.TotalSeconds);
        return TimeSpan.FromSeconds(pause * (0.8 + 0.4 * luck));
    }
}
