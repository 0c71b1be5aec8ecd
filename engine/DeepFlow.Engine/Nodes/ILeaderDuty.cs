namespace DeepFlow.Engine.Nodes;

/// <summary>Something that one node does for all, again and again.</summary>
public interface ILeaderDuty
{
    /// <summary>How long to wait between two times.</summary>
    TimeSpan Every { get; }

    /// <summary>Does it once; much work in pieces, each in a second or so. Every statement that writes is guarded by <see cref="LeaderTerm.Holds"/>.</summary>
    Task RunAsync(LeaderTerm term, CancellationToken cancellation);
}
