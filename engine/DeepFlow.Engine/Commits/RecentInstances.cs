using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Signals;

namespace DeepFlow.Engine.Commits;

/// <summary>
/// The instances that moved last, so that their next event need not read their state again. Bounded by their number and by what
/// their states hold, in two halves: when the younger is full the older is dropped, and whatever was used meanwhile is in the younger.
/// </summary>
/// <param name="waiting">Is told which of them wait for signals.</param>
internal sealed class RecentInstances(WaitingHere waiting)
{
    private const int Half = 256;
    /// <summary>In characters of JSON, a half and a single one: larger states are read again.</summary>
    private const int MostOfAll = 1_000_000, MostOfOne = 50_000;
    private int held;
    private Dictionary<Guid, Instance> younger = [];
    private Dictionary<Guid, Instance> older = [];

    public void Keep(Instance instance)
    {
        Forget(instance.Id);
        var size = SizeOf(instance);
        if (size > MostOfOne) return;
        held += size;
        if (younger.Count >= Half || held > MostOfAll)
        {
            held = size;
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
        if (younger.Remove(id, out var instance)) held -= SizeOf(instance);
        else if (!older.Remove(id, out instance)) return;
        waiting.Remove(instance);
    }

    public void Clear()
    {
        foreach (var forgotten in younger.Values.Concat(older.Values)) waiting.Remove(forgotten);
        younger.Clear();
        older.Clear();
        held = 0;
    }

    private static int SizeOf(Instance instance) => instance.Recent.Json.Length + instance.Recent.Moved;
}
