using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Instances;

/// <summary>Jobs whose worker died, fell silent, or gave them back.</summary>
public sealed partial class Transition
{
    private void LoseJob(JobLost lost)
    {
        if (!IsCurrent(lost.Node, lost.Job, lost.Attempt)) return;
        if (lost.Released) GiveBack(lost);
        else LoseWorker(lost);
    }

    /// <summary>Nobody's fault, and not counted.</summary>
    private void GiveBack(JobLost lost)
    {
        Journal(lost.PreemptedBy is null ? "released" : "preempted", lost.Node, null,
            ("worker", Value.Of(lost.Worker)), ("attempt", Value.Of(lost.Attempt)), ("by_job", Value.Of(lost.PreemptedBy?.ToString())));
        TryAgain(lost, NodeAt(lost.Node));
    }

    private void LoseWorker(JobLost lost)
    {
        var node = NodeAt(lost.Node);
        var death = $"attempt {lost.Attempt} on {lost.Worker}{(lost.Cause is null ? "" : $", {lost.Cause}")}";
        node = node with { Losses = node.Losses + 1, Deaths = (node.Deaths ?? []).Add(death) };
        Set(lost.Node, node);
        Journal("worker_lost", lost.Node, null, ("worker", Value.Of(lost.Worker)), ("attempt", Value.Of(lost.Attempt)), ("cause", Value.Of(lost.Cause)),
            ("last_lines", lost.LastLines is { } lines ? Value.List(lines.Select(Value.Of)) : Value.Missing));
        if (node.Losses < MostLosses)
        {
            TryAgain(lost, node);
            return;
        }
        CancelPartsOf(lost.Node, lost.Job);
        var words = lost.LastLines is { IsEmpty: false } last ? $" The last lines of its log: {string.Join(" | ", last)}" : "";
        RaiseIncident(lost.Node, "lost", "failed", "worker_lost",
            $"{lost.Node}'s worker died {node.Losses} times ({string.Join("; ", node.Deaths!.Value)}): the step itself probably kills it.{words}");
    }

    private void TryAgain(JobLost lost, NodeState node)
    {
        Set(lost.Node, node with { Attempt = node.Attempt + 1 });
        effects.Add(new RequeueJob(lost.Job, node.Attempt + 1));
    }
}
