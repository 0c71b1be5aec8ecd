using System.Collections.Concurrent;
using DeepFlow.Engine.Instances;

namespace DeepFlow.Engine.Signals;

/// <summary>
/// Which of the instances that this process remembers wait for which signals. Lanes write it and senders read it; it is a guess,
/// see <see cref="SignalDelivery"/>, and as bounded as what the lanes remember.
/// </summary>
internal sealed class WaitingHere(TimeProvider clock)
{
    private static readonly TimeSpan SparedFor = TimeSpan.FromSeconds(10);
    private const int MostSpared = 1000;

    private readonly ConcurrentDictionary<(string Project, string Name, string Correlation), WaitingStep> steps = new();
    private readonly ConcurrentDictionary<(string Project, string Name), long> spared = new();

    public void Add(Instance instance)
    {
        foreach (var step in Of(instance)) steps[KeyOf(step)] = step;
    }

    public void Remove(Instance instance)
    {
        foreach (var step in Of(instance)) steps.TryRemove(new(KeyOf(step), step));
    }

    /// <returns>The step that gets the signal, as far as is known here.</returns>
    public WaitingStep? Find(string project, Signal signal) =>
        steps.TryGetValue((project, signal.Name, signal.Correlation), out var step) ? step : null;

    /// <summary>Signals of that name go to several, or fire triggers: for a while nobody is sought for them.</summary>
    public void Spare(string project, string name)
    {
        if (spared.Count >= MostSpared) spared.Clear();
        spared[(project, name)] = clock.GetTimestamp();
    }

    public bool IsSpared(string project, string name) => spared.TryGetValue((project, name), out var at) && clock.GetElapsedTime(at) < SparedFor;

    private static (string, string, string) KeyOf(WaitingStep step) => (step.Project, step.For.Name, step.For.Correlation);

    private static IEnumerable<WaitingStep> Of(Instance instance)
    {
        foreach (var (id, node) in instance.State.Nodes)
            if (node is { IsGoing: true, Wait.Signal: { } signal }) yield return new(instance.Project, signal, instance.Id, id, node.Iteration);
    }
}
