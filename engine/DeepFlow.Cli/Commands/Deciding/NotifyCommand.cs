using System.CommandLine;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.People;

namespace DeepFlow.Cli.Commands.Deciding;

/// <summary>Who is told of tasks, incidents and ends of runs, by mail or webhook.</summary>
internal static class NotifyCommand
{
    public static Command Create()
    {
        var command = new Command("notify", "Show who is told of what, by mail or webhook; add and remove them")
        {
            Add(ChannelKind.Email, "email", "Tell a mail address", "The address"),
            Add(ChannelKind.Webhook, "webhook", "Tell a webhook, with signed requests", "The URL; one that is not public must be allowed by DEEPFLOW_WEBHOOK_ALLOW"),
            Remove(), Deliveries(), Retry(),
        };
        command.SetDatabaseAction(async (_, options, session, cancellation) =>
        {
            new Listing<Subscription>(await session.The<Subscriptions>().ListAsync(session.Project, cancellation))
                .Column("SUBSCRIPTION", subscription => Form.Short(subscription.Id))
                .Column("TELLS", subscription => subscription.Address)
                .Column("OF", subscription => string.Join(", ", subscription.Events.Select(Word)))
                .Column("FOR", subscription => string.Join(", ", subscription.Holders.Select(Holder.Display).Prepend(subscription.Person).Append(subscription.Pipeline).Where(word => word is not null)))
                .Column("WAITING", subscription => $"{subscription.Waiting}")
                .Column("GIVEN UP", subscription => $"{subscription.Parked}")
                .Column("WHY", subscription => subscription.Failure)
                .Write(options, $"Nobody is told of anything. {Invocation.Name} notify email ADDRESS --for PERSON tells somebody.");
            return 0;
        });
        return command;
    }

    private static Command Add(ChannelKind kind, string name, string description, string addressDescription)
    {
        var address = new Argument<string>("address") { Description = addressDescription };
        var events = new Option<string[]>("--event") { Description = $"Of what; may be given several times: {string.Join(", ", Enum.GetValues<NoticeKind>().Select(Word))} (default: everything about tasks but decisions)", HelpName = "EVENT", AllowMultipleArgumentsPerToken = true };
        var who = new Option<string?>("--for") { Description = "Of tasks, only those that this person may decide, or is given", HelpName = "PERSON" };
        var holders = new Option<string[]>("--role") { Description = "Of tasks, only those offered to this role, or to @NAME of a person or group", HelpName = "ROLE", AllowMultipleArgumentsPerToken = true };
        var pipeline = new Option<string?>("--pipeline") { Description = "Only of this pipeline", HelpName = "NAME" };
        var person = Actor.Option();
        var command = new Command(name, description) { address, events, who, holders, pipeline, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var request = new SubscriptionRequest(kind, parsed.GetValue(address)!, [.. (parsed.GetValue(events) ?? []).Select(Subscriptions.KindOf)],
                parsed.GetValue(who), [.. parsed.GetValue(holders) ?? []], parsed.GetValue(pipeline));
            var made = await session.The<Subscriptions>().AddAsync(session.Project, request, Actor.NameOr(parsed.GetValue(person)), cancellation);
            return options.Answer(
                made.Secret is null ? $"{request.Address} is told from now on." : $"{request.Address} is told from now on. Its secret, which is shown this once: {made.Secret}", made);
        });
        return command;
    }

    private static Command Remove()
    {
        var id = new Argument<string>("subscription") { Description = "Its id, or its beginning or end" };
        var command = new Command("remove", "Tell no longer; what still waits is dropped") { id };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var all = await session.The<Subscriptions>().ListAsync(session.Project, cancellation);
            var found = Only(Form.Matching(all, subscription => subscription.Id, parsed.GetValue(id)!), "subscription", parsed.GetValue(id)!);
            await session.The<Subscriptions>().RemoveAsync(session.Project, found.Id, cancellation);
            return options.Answer($"{found.Address} is told no longer.", new { removed = found.Id });
        });
        return command;
    }

    private static Command Deliveries()
    {
        var status = new Option<DeliveryStatus?>("--status") { Description = "Only waiting, sent or parked (given up)", HelpName = "STATUS" };
        var limit = new Option<int>("--limit") { Description = "At most so many, the latest first", HelpName = "N", DefaultValueFactory = _ => 50 };
        var command = new Command("deliveries", "Show what was sent, what waits for another attempt, and what was given up") { status, limit };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            new Listing<Delivery>(await session.The<Subscriptions>().DeliveriesAsync(session.Project, parsed.GetValue(status), Math.Max(1, parsed.GetValue(limit)), cancellation))
                .Column("NOTICE", delivery => Form.Short(delivery.Id))
                .Column("OF", delivery => Word(delivery.Event))
                .Column("TO", delivery => delivery.Address)
                .Column("STATUS", delivery => delivery.Status.ToString().ToLowerInvariant())
                .Column("ATTEMPTS", delivery => $"{delivery.Attempts}")
                .Column("SINCE", delivery => Form.Moment(delivery.CreatedAt))
                .Column("NEXT", delivery => delivery.Status == DeliveryStatus.Waiting ? Form.Moment(delivery.NextAt) : "")
                .Column("WHY", delivery => delivery.Failure)
                .Write(options, "No notices.");
            return 0;
        });
        return command;
    }

    private static Command Retry()
    {
        var id = new Argument<string>("notice") { Description = "Its id, or its beginning or end" };
        var command = new Command("retry", "Try a notice again now that waits or was given up") { id };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var all = await session.The<Subscriptions>().DeliveriesAsync(session.Project, null, 1000, cancellation);
            var found = Only(Form.Matching(all, delivery => delivery.Id, parsed.GetValue(id)!), "notice", parsed.GetValue(id)!);
            await session.The<Subscriptions>().RetryAsync(session.Project, found.Id, cancellation);
            return options.Answer($"{Word(found.Event)} to {found.Address} is tried again.", new { retried = found.Id });
        });
        return command;
    }

    private static T Only<T>(IEnumerable<T> found, string what, string typed) => found.Take(2).ToList() switch
    {
        [var one] => one,
        [] => throw new CommandFailure($"unknown_{what}", $"There is no {what} {typed} in this project.", $"{Invocation.Name} notify lists them."),
        _ => throw new CommandFailure($"ambiguous_{what}", $"Several begin or end with {typed}.", "Give more of the id."),
    };

    private static string Word(NoticeKind kind) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
