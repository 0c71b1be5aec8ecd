using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DeepFlow.Workflows;

namespace DeepFlow.Engine.Instances;

/// <summary>The JSON form of a node inside its instance's row: what is as it is with most nodes (done, in its first round) is left out.</summary>
internal static class StoredNode
{
    private static readonly NodeState Usual = new() { Status = NodeStatus.Done, Round = 1, Iteration = 1, Attempt = 1 };
    private static readonly JsonSerializerOptions Options = Make();

    public static string Json(NodeState node) => JsonSerializer.Serialize(node, Options);

    /// <param name="json">An object with a node under each of its names.</param>
    public static Dictionary<string, NodeState> Many(string json) => JsonSerializer.Deserialize<Dictionary<string, NodeState>>(json, Options) ?? [];

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(DeepFlowJson.Options)
        {
            IgnoreReadOnlyProperties = true,
            TypeInfoResolver = DeepFlowJson.Options.TypeInfoResolver!.WithAddedModifier(LeaveOutTheUsual),
        };
        options.MakeReadOnly();
        return options;
    }

    private static void LeaveOutTheUsual(JsonTypeInfo type)
    {
        if (type.Type != typeof(NodeState)) return;
        type.CreateObject = () => Usual with { };
        foreach (var property in type.Properties)
        {
            if (property.Get is not { } get) continue;
            var usual = get(Usual);
            property.ShouldSerialize = (_, value) => !Equals(value, usual);
        }
    }
}
