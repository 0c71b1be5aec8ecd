namespace DeepFlow.Engine.Nodes;

/// <summary>
/// One node's time as the leader. What a duty writes is guarded by it, in the same statement: a leader that hung past its
/// lease and wakes up changes nothing, whatever it was about to do.
/// </summary>
public sealed record LeaderTerm(Guid Node, long Number)
{
    /// <summary>
    /// A condition for the duty's statement, with <see cref="Node"/> as $1 and <see cref="Number"/> as $2. It holds the leader's
    /// row to the end of the transaction, so that nobody takes over in the middle.
    /// </summary>
    public const string Holds = "exists (select 1 from deepflow.leader where node = $1 and term = $2 and until > now() for share)";
}
