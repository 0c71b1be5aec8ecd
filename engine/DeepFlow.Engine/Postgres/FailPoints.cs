using System.Diagnostics;
using Npgsql;

namespace DeepFlow.Engine.Postgres;

/// <summary>
/// Named places at the edges of commits where a test kills the process: <c>DEEPFLOW_FAIL_AT=transition.committed:3</c>
/// kills it the third time that it gets there, as <c>kill -9</c> would. Inert otherwise.
/// </summary>
public static class FailPoints
{
    /// <summary>Every place, in the order in which a step passes them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "people.committing", "people.committed", "publish.committed", "activation.committing", "activation.committed", "deactivation.committed",
        "subscription.committed", "schedule.committed", "change.committed", "cause.committing", "cause.committed",
        "start.committing", "start.committed", "transition.committing", "transition.committed", "claim.committed",
        "turn.committing", "turn.committed", "checkpoint.committed", "part.committing", "part.committed", "part.failed", "part.lost", "part.retried", "completion.committing", "completion.committed", "failure.committed", "loss.committed",
        "assignment.committing", "assignment.committed", "comment.committing", "comment.committed", "decision.committing", "decision.committed",
        "signal.committing", "signal.committed", "timer.committed", "command.committed",
        "notice.taken", "notice.sent", "notice.committed", "notice.failed", "archive.committing", "archive.committed",
    ];

    private static readonly (string Name, int Count)? Armed = Read(Environment.GetEnvironmentVariable("DEEPFLOW_FAIL_AT"));
    private static int hits;

    public static void Pass(string name)
    {
        if (Armed is not { } armed || armed.Name != name || Interlocked.Increment(ref hits) != armed.Count) return;
        Console.Error.WriteLine($"fail point {name}: dying");
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite); // the signal is on its way; nothing after this place may run
    }

    /// <summary>Commits between the two places of a boundary: <c>people.committing</c> and <c>people.committed</c>.</summary>
    public static async Task CommitAsync(this NpgsqlTransaction transaction, string boundary, CancellationToken cancellation)
    {
        Pass(boundary + ".committing");
        await transaction.CommitAsync(cancellation);
        Pass(boundary + ".committed");
    }

    private static (string, int)? Read(string? setting)
    {
        if (string.IsNullOrEmpty(setting)) return null;
        var parts = setting.Split(':');
        if (!All.Contains(parts[0])) throw new ArgumentException($"There is no fail point \"{parts[0]}\".");
        return (parts[0], parts.Length > 1 ? int.Parse(parts[1]) : 1);
    }
}
