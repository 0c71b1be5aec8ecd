using DeepFlow.Engine.Instances;

namespace DeepFlow.Engine.Commits;

/// <summary>
/// The instances that moved last, so that their next event need not read their state again. Bounded, in two halves: when the
/// younger is full the older is dropped, and whatever was used meanwhile is in the younger.
/// </summary>
internal sealed class RecentInstances
{
    private const int Half = 256;
    /// <summary>Larger states are read again: memory is bounded by what they hold, not by their number alone.</summary>
    private const int MostNodes = 60;
    private Dictionary<Guid, Instance> younger = [];
    private Dictionary<Guid, Instance> older = [];

    public void Keep(Instance instance)
    {
        if (instance.State.Nodes.Count > MostNodes)
        {
            Forget(instance.Id);
            return;
        }
        if (younger.Count >= Half) (older, younger) = (younger, []);
        younger[instance.Id] = instance;
    }

    public Instance? Find(Guid id) => younger.TryGetValue(id, out var instance) || older.TryGetValue(id, out instance) ? instance : null;

    public void Forget(Guid id)
    {
        younger.Remove(id);
        older.Remove(id);
    }

    public void Clear()
    {
        younger = [];
        older = [];
    }
}
