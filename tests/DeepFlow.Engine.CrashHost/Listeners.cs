using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.CrashHost;

/// <summary>
/// Pipelines that are activated beside the workload: one starts a run for every signal <see cref="Told"/> and for every run of
/// the workload that finishes; the other lives on, and takes each signal <see cref="Poke"/> while it waits for <see cref="Rest"/>.
/// </summary>
public static class Listeners
{
    public const string Echo = "echo";
    public const string Keeper = "keeper";
    public const string Told = "told";
    public const string Poke = "poke";
    public const string Rest = "rest";

    private static readonly ActivityNode Note = new("note", "gate", ActivityKind.Inline) { Arguments = [new("require", new RecordOf([new("heard", new Literal(Value.True))]))] };

    public static WorkflowDefinition[] Pipelines { get; } =
    [
        new(Echo, "note")
        {
            Concurrency = new(4, Overflow.Queue),
            Triggers = [new("finished", [Text("pipeline", Workload.Pipeline)], null), new("event", [Text("name", Told)], null)],
            Nodes = [Note, new ReturnNode("return#1", [])],
            Connections = [new("note", "done", ["return#1"])],
        },
        new(Keeper, "note")
        {
            Triggers = [new("event", [Text("name", Poke)], "note")],
            Nodes = [Note, new ActivityNode("hear", "wait_for", ActivityKind.Wait) { Arguments = [Text("event", Rest)], Outputs = ["event"] }, new ReturnNode("return#1", [])],
            Connections = [new("note", "done", ["hear"]), new("hear", "received", ["return#1"])],
        },
    ];

    private static Field Text(string name, string value) => new(name, new Literal(Value.Of(value)));
}
