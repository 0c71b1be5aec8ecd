using System.Collections.Immutable;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Definitions;

/// <summary>One pipeline, compiled: nodes and the connections between them. The engine never sees its text.</summary>
public sealed record WorkflowDefinition(string Name, string Entry)
{
    public string? Documentation { get; init; }
    public SourceSpan? Span { get; init; }
    public ImmutableArray<ParameterDefinition> Parameters { get; init; } = [];
    public ImmutableArray<ResultDefinition> Results { get; init; } = [];
    public ImmutableArray<VariableDefinition> Variables { get; init; } = [];
    public ImmutableArray<TriggerDefinition> Triggers { get; init; } = [];
    /// <summary>How many instances of an activation may run at once, and what a further cause does; null: one, then queue.</summary>
    public ConcurrencyDefinition? Concurrency { get; init; }
    public ImmutableArray<Node> Nodes { get; init; } = [];
    public ImmutableArray<Connection> Connections { get; init; } = [];

    public Node? Find(string id) => Nodes.FirstOrDefault(n => n.Id == id);

    public Connection? Find(string from, string outcome) => Connections.FirstOrDefault(c => c.From == from && c.Outcome == outcome);
}

/// <param name="Type">A <see cref="Types.DslType"/> in its text form.</param>
/// <param name="Default">Null where an argument is required.</param>
public sealed record ParameterDefinition(string Name, string Type, Expression? Default = null, string? Documentation = null);

public sealed record ResultDefinition(string Name, string Type);

/// <summary>State that outlives a loop: it keeps its value over rounds.</summary>
public sealed record VariableDefinition(string Name, string Type, Expression Initial);

/// <param name="Event">started, data_changed, cron, event, pushed or finished.</param>
/// <param name="Entry">The step where the run enters; null: the first.</param>
public sealed record TriggerDefinition(string Event, ImmutableArray<Field> Arguments, string? Entry, SourceSpan? Span = null);

public sealed record ConcurrencyDefinition(int Max, Overflow Then);

public enum Overflow { Queue, Replace }

/// <summary>A place in a file of the project; lines and columns count from 1, the path is relative to the project with forward slashes.</summary>
public sealed record SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>
/// Where an outcome leads. A forward connection has one target; a feedback connection may offer several, of which a person
/// (or else the first) is chosen, and may count how often it is taken in a row.
/// </summary>
/// <param name="From">The node left.</param>
/// <param name="Outcome">The outcome by which it is left; <c>skipped</c> where a <c>when</c> was false, <c>true</c>/<c>false</c> of a decision.</param>
/// <param name="To">Paths of nodes: <c>tuning</c>, or <c>model.tuning</c> for a node inside a called pipeline.</param>
public sealed record Connection(string From, string Outcome, ImmutableArray<string> To)
{
    /// <summary>The target may have run before in this flow: entering it opens a round.</summary>
    public bool Feedback { get; init; }
    /// <summary>How many times in a row it may be taken.</summary>
    public int? Max { get; init; }
    /// <summary>Where to go once <see cref="Max"/> is used up; null: an incident.</summary>
    public string? Then { get; init; }
    /// <summary>The outcome as people read it: "Collect more data".</summary>
    public string? Label { get; init; }
}
