using DeepFlow.Engine.Postgres;

namespace DeepFlow.Engine.Tests.Crashes;

/// <param name="FailPoint">Where the process dies, and the how manyth time that it gets there.</param>
internal sealed record Fault(FaultKind Kind, string? FailPoint = null, int Hit = 1)
{
    /// <summary>What needs a death before it: a node takes back what its former life held.</summary>
    public const string Loss = "loss.committed";

    private static readonly string[] Rare = [Loss, "command.committed"];

    public static IEnumerable<Fault> EveryFailPoint(Random random) => FailPoints.All.Select(p => new Fault(FaultKind.FailPoint, p, Rare.Contains(p) ? 1 : random.Next(1, 4)));

    /// <summary>One of everything else that any machine can do.</summary>
    public static IEnumerable<Fault> EveryOther { get; } = Enum.GetValues<FaultKind>().Where(k => k is not (FaultKind.FailPoint or FaultKind.DiskFull)).Select(k => new Fault(k)).ToList();

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
