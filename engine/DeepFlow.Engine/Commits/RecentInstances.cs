using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Signals;

namespace DeepFlow.Engine.Commits;

/// <summary>
/// The instances that moved last, so that their next event need not read their state again. Bounded, in two halves: when the
/// younger is full the older is dropped, and whatever was used meanwhile is in the younger.
/// </summary>
/// <param name="waiting">Is told which of them wait for signals.</param>
internal sealed class RecentInstances(WaitingHere waiting)
{
    private const int Half = 256;
    /// <summary>Larger states are read again: memory is bounded by what they hold, not by their number alone.</summary>
    private const int MostNodes = 60;
    private Dictionary<Guid, Instance> younger = [];
    private Dictionary<Guid, Instance> older = [];

    public void Keep(Instance instance)
    {
        Forget(instance.Id);
        if (instance.State.Nodes.Count > MostNodes) return;
        if (younger.Count >= Half)
        {
            foreach (var forgotten in older.Values) waiting.Remove(forgotten);
            (older, younger) = (younger, older);
            younger.Clear();
        }
        younger.Add(instance.Id, instance);
        waiting.Add(instance);
    }

    public Instance? Find(Guid id) => younger.TryGetValue(id, out var instance) || older.TryGetValue(id, out instance) ? instance : null;

    public void Forget(Guid id)
    {
        if (younger.Remove(id, out var instance) || older.Remove(id, out instance)) waiting.Remove(instance);
    }

    public void Clear()
    {
        foreach (var forgotten in younger.Values.Concat(older.Values)) waiting.Remove(forgotten);
        younger.Clear();
        older.Clear();
    }
}
