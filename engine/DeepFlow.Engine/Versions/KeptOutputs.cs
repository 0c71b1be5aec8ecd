using DeepFlow.Engine.Instances;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Engine.Versions;

/// <summary>What of a run's state a run on another bundle can build on.</summary>
public static class KeptOutputs
{
    /// <summary>The state without what the other bundle's pipeline has not, or has as another step.</summary>
    public static InstanceState Of(Bundle from, Bundle to, string pipeline, InstanceState state)
    {
        if (!from.Pipelines.TryGetValue(pipeline, out var old) || !to.Pipelines.TryGetValue(pipeline, out var changed)) return new InstanceState();
        var matcher = new StepMatcher(from, to);
        return state with
        {
            Nodes = state.Nodes.RemoveRange(state.Nodes.Keys.Where(id =>
                matcher.Match(old.Find(id), changed.Find(id)) < StepMatch.Altered || matcher.HasOtherOutputs(old.Find(id)!, changed.Find(id)!))),
            Variables = state.Variables.RemoveRange(state.Variables.Where(v =>
                changed.Variables.FirstOrDefault(d => d.Name == v.Key) is not { } declared || !TypedValues.Fits(v.Value, TypeText.Parse(declared.Type))).Select(v => v.Key)),
        };
    }
}
