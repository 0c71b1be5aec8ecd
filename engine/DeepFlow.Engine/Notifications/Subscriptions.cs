using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Notifications;

/// <param name="Events">What is told; none: everything about tasks but decisions.</param>
/// <param name="Person">As in <see cref="Subscription"/>, as are the rest.</param>
public sealed record SubscriptionRequest(ChannelKind Kind, string Address, ImmutableArray<NoticeKind> Events, string? Person = null, ImmutableArray<string> Holders = default, string? Pipeline = null);

/// <param name="Secret">What signs the webhook's notices; told this once. Null for mail.</param>
public sealed record NewSubscription(Guid Id, string? Secret);

/// <summary>Who wants to hear of what, and how what was sent to them fared.</summary>
public sealed class Subscriptions(NpgsqlDataSource source, NotificationOptions options, Roster roster, Wakeups wakeups)
{
    private static readonly ImmutableArray<NoticeKind> Usual = [NoticeKind.TaskOpened, NoticeKind.TaskAssigned, NoticeKind.TaskReminder, NoticeKind.TaskOverdue, NoticeKind.TaskEscalated];

    /// <exception cref="EngineException"><c>unknown_person</c>, <c>bad_address</c>, <c>address_refused</c>, <c>no_mail</c> or <c>bad_role</c></exception>
    public async Task<NewSubscription> AddAsync(string project, SubscriptionRequest request, string by, CancellationToken cancellation)
    {
        await roster.RequireAsync(project, by, cancellation);
        if (request.Person is { } person) await roster.RequireAsync(project, person, cancellation);
        ImmutableArray<string> holders = request.Holders.IsDefault ? [] : request.Holders;
        Holder.CheckRoles(holders.Where(h => !h.StartsWith('@')));
        CheckAddress(request);
        var made = new NewSubscription(Guid.CreateVersion7(), request.Kind == ChannelKind.Webhook ? WebhookSignature.NewSecret() : null);
        ImmutableArray<NoticeKind> events = request.Events.IsDefaultOrEmpty ? Usual : request.Events;
        await source.ExecuteAsync("""
            insert into deepflow.subscription (id, project, kind, address, events, person, holders, pipeline, secret, created_by)
            values ($1, $2, $3, $4, $5, $6::text, $7, $8::text, $9::text, $10)
            """,
            [made.Id, project, request.Kind.ToString().ToLowerInvariant(), request.Address, events.Distinct().Select(NoticeRows.NameOf).ToArray(), request.Person, holders.ToArray(), request.Pipeline, made.Secret, by], cancellation);
        FailPoints.Pass("subscription.committed");
        return made;
    }

    /// <summary>What still waits for it is dropped.</summary>
    public async Task<bool> RemoveAsync(string project, Guid id, CancellationToken cancellation) =>
        await source.ExecuteAsync("delete from deepflow.subscription where project = $1 and id = $2", [project, id], cancellation) == 1;

    public Task<List<Subscription>> ListAsync(string project, CancellationToken cancellation) => source.QueryAsync("""
        select s.id, s.kind, s.address, s.events, s.person, s.holders, s.pipeline, s.created_by, s.created_at,
               (select count(*)::int from deepflow.delivery d where d.subscription = s.id and d.status = 'waiting'),
               (select count(*)::int from deepflow.delivery d where d.subscription = s.id and d.status = 'parked'),
               (select d.failure from deepflow.delivery d where d.subscription = s.id and d.status <> 'sent' and d.failure is not null order by d.created_at desc limit 1)
        from deepflow.subscription s where s.project = $1 order by s.created_at, s.id
        """,
        r => new Subscription(r.GetGuid(0), Enum.Parse<ChannelKind>(r.GetString(1), ignoreCase: true), r.GetString(2), [.. r.GetFieldValue<string[]>(3).Select(KindOf)], r.TextAt(4),
            [.. r.GetFieldValue<string[]>(5)], r.TextAt(6), r.GetString(7), r.GetFieldValue<DateTimeOffset>(8)) { Waiting = r.GetInt32(9), Parked = r.GetInt32(10), Failure = r.TextAt(11) },
        [project], cancellation);

    /// <summary>Notices, the latest first.</summary>
    public Task<List<Delivery>> DeliveriesAsync(string project, DeliveryStatus? status, int limit, CancellationToken cancellation) => source.QueryAsync("""
        select d.id, d.subscription, s.kind, s.address, d.event, d.root, d.task, d.status, d.attempts, d.next_at, d.failure, d.created_at, d.ended_at
        from deepflow.delivery d join deepflow.subscription s on s.id = d.subscription
        where d.project = $1 and ($2::text is null or d.status = $2) order by d.created_at desc, d.id limit $3
        """,
        r => new Delivery(r.GetGuid(0), r.GetGuid(1), Enum.Parse<ChannelKind>(r.GetString(2), ignoreCase: true), r.GetString(3), KindOf(r.GetString(4)), r.GetGuid(5), r.GuidAt(6),
            Enum.Parse<DeliveryStatus>(r.GetString(7), ignoreCase: true), r.GetInt32(8), r.GetFieldValue<DateTimeOffset>(9), r.TextAt(10), r.GetFieldValue<DateTimeOffset>(11), r.TimeAt(12)),
        [project, status?.ToString().ToLowerInvariant(), limit], cancellation);

    /// <summary>Tries a notice again that was given up, or that waits for its next attempt.</summary>
    /// <exception cref="EngineException"><c>unknown_delivery</c> or <c>delivery_sent</c></exception>
    public async Task RetryAsync(string project, Guid delivery, CancellationToken cancellation)
    {
        var found = await source.QueryAsync("""
            with again as (
                update deepflow.delivery set status = 'waiting', attempts = 0, next_at = now(), ended_at = null where project = $1 and id = $2 and status <> 'sent' returning 1)
            select status, (select count(*) from again) from deepflow.delivery where project = $1 and id = $2
            """, r => r.GetString(0), [project, delivery], cancellation);
        if (found is not [var status]) throw new EngineException("unknown_delivery", $"There is no notice {delivery} in this project.", EngineProblem.NotFound);
        if (status == "sent") throw new EngineException("delivery_sent", $"The notice {delivery} was taken; there is nothing to try again.", EngineProblem.Conflict);
        wakeups.Ring(Wakeups.Deliveries);
    }

    /// <exception cref="EngineException">There is no such kind of notice; the message lists those there are.</exception>
    public static NoticeKind KindOf(string name) => Enum.GetValues<NoticeKind>().Where(k => NoticeRows.NameOf(k) == name).Select(k => (NoticeKind?)k).FirstOrDefault()
        ?? throw new EngineException("unknown_event", $"There is no event {name}; there is {string.Join(", ", Enum.GetValues<NoticeKind>().Select(NoticeRows.NameOf))}.");

    private void CheckAddress(SubscriptionRequest request)
    {
        if (request.Kind == ChannelKind.Webhook) WebhookAddress.Check(request.Address, options.AllowedNetworks);
        else if (!MailAddress.IsOne(request.Address)) throw new EngineException("bad_address", $"\"{request.Address}\" is no mail address; write one like ada@example.org.");
        else if (options.Smtp is null) throw new EngineException("no_mail", "This installation sends no mail: set DEEPFLOW_SMTP and DEEPFLOW_MAIL_FROM where the engine runs, and here.", EngineProblem.Conflict);
    }
}
