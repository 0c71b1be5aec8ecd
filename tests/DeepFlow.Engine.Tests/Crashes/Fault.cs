using DeepFlow.Engine.Postgres;

namespace DeepFlow.Engine.Tests.Crashes;

/// <param name="FailPoint">Where the process dies, and the how manyth time that it gets there.</param>
internal sealed record Fault(FaultKind Kind, string? FailPoint = null, int Hit = 1)
{
    /// <summary>What needs a death before it: a node takes back what its former life held.</summary>
    public const string Loss = "loss.committed";

    /// <summary>The same, for a part of a step.</summary>
    public const string PartLoss = "part.lost";

    /// <summary>What a process passes once in its life, or seldom.</summary>
    private static readonly string[] Rare = [Loss, PartLoss, "command.committed", "people.committing", "people.committed", "publish.committed", "activation.committing", "activation.committed"];

    /// <summary>What needs somebody who takes no notices.</summary>
    public const string Refusal = "notice.failed";

    /// <summary>Places that the workload does not pass; <see cref="ErrandTests"/> kill there.</summary>
    public static readonly string[] OfErrands = ["subscription.committed", "schedule.committed", "change.committed", "deactivation.committed", "archive.committing", "archive.committed"];

    /// <summary>A death at each place that the workload passes.</summary>
    /// <param name="latest">After how many times that the process got there, at most.</param>
    public static IEnumerable<Fault> EveryFailPoint(Random random, int latest) =>
        FailPoints.All.Except(OfErrands).Select(p => new Fault(FaultKind.FailPoint, p, Rare.Contains(p) ? 1 : random.Next(1, latest + 1)));

    /// <summary>One of everything else that any machine can do.</summary>
    public static IEnumerable<Fault> EveryOther { get; } = Enum.GetValues<FaultKind>().Where(k => k is not (FaultKind.FailPoint or FaultKind.DiskFull)).Select(k => new Fault(k)).ToList();

    /// <summary>Whether notices are refused meanwhile.</summary>
    public bool RefusesNotices => FailPoint == Refusal || Kind == FaultKind.Kill;

    public override string ToString() => FailPoint is null ? $"{Kind}" : $"{Kind} {FailPoint}:{Hit}";
}

internal enum FaultKind
{
    /// <summary>The process dies at the edge of a commit.</summary>
    FailPoint,
    /// <summary>kill -9 at any moment.</summary>
    Kill,
    /// <summary>SIGSTOP until its lease is over and another has gone on; then SIGCONT.</summary>
    Hang,
    /// <summary>kill -9 for PostgreSQL, which is started again.</summary>
    DatabaseKilled,
    /// <summary><c>pg_terminate_backend</c>, again and again.</summary>
    BackendsTerminated,
    /// <summary>The network breaks every connection.</summary>
    NetworkCut,
    /// <summary>The network loses the answers to what was carried out, and then breaks.</summary>
    AnswersLost,
    /// <summary>PostgreSQL finds no room on its disk, for a while.</summary>
    DiskFull,
}
