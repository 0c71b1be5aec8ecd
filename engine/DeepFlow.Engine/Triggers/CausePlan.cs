using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Triggers;

/// <summary>A cause that waits.</summary>
public sealed record WaitingCause(long Id, string Trigger, string Event, string? Entry);

/// <param name="Stands">It seems to stand at a step that awaits a cause; only its next transition knows.</param>
public sealed record LivingRun(Guid Id, bool Stands);

/// <summary>What becomes of a cause now; one that is not named goes on waiting.</summary>
public abstract record CauseStep(long Cause)
{
    public sealed record Start(long Cause) : CauseStep(Cause);

    public sealed record Deliver(long Cause, Guid Run) : CauseStep(Cause);

    public sealed record Replace(long Cause, long By) : CauseStep(Cause);

    /// <summary>The cause waits for that run's end.</summary>
    public sealed record Cancel(long Cause, Guid Run) : CauseStep(Cause);
}

/// <summary>Decides what becomes of an activation's causes: started, delivered, replaced, or kept for later. Pure.</summary>
public static class CausePlan
{
    /// <param name="waiting">Oldest first.</param>
    /// <param name="living">The activation's runs, oldest first.</param>
    public static ImmutableArray<CauseStep> Of(WorkflowDefinition definition, IReadOnlyList<WaitingCause> waiting, IReadOnlyList<LivingRun> living)
    {
        var steps = ImmutableArray.CreateBuilder<CauseStep>();
        var (most, overflow) = definition.Concurrency is { } runs ? (runs.Max, runs.Then) : (1, Overflow.Queue);
        var awaits = definition.Nodes.OfType<ActivityNode>().Any(n => n.Kind == ActivityKind.Wait || n is { Kind: ActivityKind.Task, OpenOutcomes: true });
        var standing = living.Where(r => r.Stands).Select(r => r.Id).ToList();
        var room = most - living.Count;
        var left = KeepNewest(waiting, cause => OnlyNewestCounts(cause) || overflow == Overflow.Replace ? cause.Trigger : null, steps);
        foreach (var cause in left)
        {
            if (IsForTheLiving(cause))
            {
                if (living.Count == 0 && room > 0) Start(cause);
                else if (standing.Count > 0)
                {
                    steps.Add(new CauseStep.Deliver(cause.Id, standing[0]));
                    standing.RemoveAt(0);
                }
            }
            else if (room > 0) Start(cause);
            else if (overflow == Overflow.Replace && living.Count > 0) steps.Add(new CauseStep.Cancel(cause.Id, living[0].Id));
        }
        return steps.ToImmutable();

        void Start(WaitingCause cause)
        {
            steps.Add(new CauseStep.Start(cause.Id));
            room--;
        }

        bool IsForTheLiving(WaitingCause cause) => awaits && cause is { Entry: not null, Event: not "started" };

        // A newer version makes an older one pointless, and so does a later hour; each signal and each run that ended counts.
        bool OnlyNewestCounts(WaitingCause cause) => cause.Event is Change.DataChanged or Change.Pushed or "cron" || IsForTheLiving(cause);
    }

    /// <summary>Of the causes with the same key the last stays; those without a key all do.</summary>
    private static List<WaitingCause> KeepNewest(IReadOnlyList<WaitingCause> waiting, Func<WaitingCause, string?> key, ImmutableArray<CauseStep>.Builder steps)
    {
        var newest = waiting.Where(c => key(c) is not null).GroupBy(c => key(c)!).ToDictionary(g => g.Key, g => g.Last().Id);
        var left = new List<WaitingCause>();
        foreach (var cause in waiting)
        {
            if (key(cause) is { } group && newest[group] != cause.Id) steps.Add(new CauseStep.Replace(cause.Id, newest[group]));
            else left.Add(cause);
        }
        return left;
    }
}
