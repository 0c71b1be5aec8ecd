namespace DeepFlow.Engine.Tasks;

/// <summary>Whose tasks are asked for.</summary>
public enum InboxView
{
    /// <summary>What the person has claimed, and what is offered to them by name.</summary>
    Mine,
    /// <summary>What the person may decide by any of their roles and groups, or by name.</summary>
    Roles,
    /// <summary>Everything that waits in the project.</summary>
    All,
}

public enum InboxSort
{
    Newest,
    Oldest,
    /// <summary>By when they are due, the earliest first; those without a due date last.</summary>
    Due,
}

public enum InboxDue
{
    Overdue,
    /// <summary>From now to the end of the day.</summary>
    Today,
    /// <summary>Within seven days from now.</summary>
    Week,
}

/// <summary>A question to the inbox. What is left out does not limit.</summary>
/// <param name="Person">Whose inbox: needed for <see cref="InboxView.Mine"/> and <see cref="InboxView.Roles"/>.</param>
public sealed record InboxQuery(InboxView View = InboxView.All, string? Person = null)
{
    public const int LargestPage = 200;

    /// <summary>Offered to this role, or <c>@name</c> of a person or group.</summary>
    public string? Role { get; init; }

    public string? Pipeline { get; init; }

    /// <summary>The step's name in its pipeline.</summary>
    public string? Step { get; init; }

    /// <summary>Answers come by when they are due.</summary>
    public InboxDue? Due { get; init; }

    /// <summary>True: claimed by anybody; false: by nobody.</summary>
    public bool? Claimed { get; init; }

    /// <summary>Claimed by this person.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Words that title, pipeline or step begin a word with.</summary>
    public string? Search { get; init; }

    public InboxSort Sort { get; init; } = InboxSort.Newest;

    /// <summary>Where the page before ended (<see cref="InboxPage.Next"/>).</summary>
    public string? After { get; init; }

    public int Limit { get; init; } = 50;

    /// <summary>Where days begin and end.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}
