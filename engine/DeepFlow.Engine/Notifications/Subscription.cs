using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Notifications;

public enum ChannelKind { Email, Webhook }

/// <summary>Somebody who wants to hear of something.</summary>
/// <param name="Person">Of tasks, only those that this person may decide, or is given; null: whoever they are for.</param>
/// <param name="Holders">Of tasks, only those offered to one of these: roles, and <c>@name</c> of persons and groups; none: all.</param>
/// <param name="Pipeline">Only of this pipeline; null: of all.</param>
public sealed record Subscription(Guid Id, ChannelKind Kind, string Address, ImmutableArray<NoticeKind> Events, string? Person, ImmutableArray<string> Holders, string? Pipeline,
    string CreatedBy, DateTimeOffset CreatedAt)
{
    /// <summary>Notices on their way.</summary>
    public int Waiting { get; init; }

    /// <summary>Notices that were given up; see <see cref="Delivery"/>.</summary>
    public int Parked { get; init; }

    /// <summary>Why the last attempt failed, where one waits or was given up.</summary>
    public string? Failure { get; init; }
}

public enum DeliveryStatus
{
    Waiting,
    Sent,
    /// <summary>Given up after too many attempts, or at once where another could not go better.</summary>
    Parked,
}

/// <summary>One notice on its way to one subscriber.</summary>
/// <param name="Id">The same for every attempt: whoever gets it twice knows by this.</param>
/// <param name="NextAt">When it is tried next; for one that has ended, when it last would have been.</param>
public sealed record Delivery(Guid Id, Guid Subscription, ChannelKind Kind, string Address, NoticeKind Event, Guid Run, Guid? Task, DeliveryStatus Status, int Attempts,
    DateTimeOffset NextAt, string? Failure, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt)
{
    [JsonIgnore] internal Value Body { get; init; } = Value.Missing;

    /// <summary>The body as it is sent: byte for byte the same for every attempt.</summary>
    [JsonIgnore] internal string Text { get; init; } = "";

    [JsonIgnore] internal string? Secret { get; init; }
}
