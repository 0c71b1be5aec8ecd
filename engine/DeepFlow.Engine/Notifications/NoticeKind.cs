namespace DeepFlow.Engine.Notifications;

/// <summary>What can be told of.</summary>
public enum NoticeKind
{
    /// <summary>A task waits.</summary>
    TaskOpened,
    /// <summary>Somebody was given a task, by an admin or a colleague.</summary>
    TaskAssigned,
    /// <summary>A task still waits: a reminder of the rhythm that its step sets.</summary>
    TaskReminder,
    /// <summary>A task is due and not decided.</summary>
    TaskOverdue,
    /// <summary>An overdue task is offered to further people.</summary>
    TaskEscalated,
    TaskDecided,
    /// <summary>A run cannot go on by itself.</summary>
    IncidentOpened,
    /// <summary>A run has finished, failed or been cancelled; not told of runs that it called.</summary>
    RunEnded,
}
