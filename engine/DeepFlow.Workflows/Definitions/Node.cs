using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Workflows.Definitions;

/// <summary>One box of the picture. <see cref="Id"/> is the step's name, or <c>if#1</c>, <c>return#1</c>, ... by position.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(ActivityNode), "activity")]
[JsonDerivedType(typeof(CallNode), "call")]
[JsonDerivedType(typeof(DecisionNode), "decision")]
[JsonDerivedType(typeof(ReturnNode), "return")]
[JsonDerivedType(typeof(FailNode), "fail")]
[JsonDerivedType(typeof(SetNode), "set")]
[JsonDerivedType(typeof(ForkNode), "fork")]
[JsonDerivedType(typeof(JoinNode), "join")]
[JsonDerivedType(typeof(ForNode), "for")]
[JsonDerivedType(typeof(ExitNode), "exit")]
public abstract record Node(string Id)
{
    public SourceSpan? Span { get; init; }
    public string? Documentation { get; init; }
    /// <summary>Where a person pinned it on the canvas.</summary>
    public Pin? Pin { get; init; }
}

/// <summary>A step that an activity carries out.</summary>
public sealed record ActivityNode(string Id, string Activity, ActivityKind Kind) : Node(Id)
{
    public int Version { get; init; } = 1;
    public ImmutableArray<Field> Arguments { get; init; } = [];
    public StepSettings Settings { get; init; } = StepSettings.None;
    /// <summary>The outcomes a person may choose, in order, for a task; all outcomes otherwise.</summary>
    public ImmutableArray<OutcomeDefinition> Outcomes { get; init; } = [];
    /// <summary>A task whose outcomes the program declares: the run stands there until something calls for it, and triggers may lead it away.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool OpenOutcomes { get; init; }
    /// <summary>The names of the outputs, so that a task knows which of the form's values to hand on.</summary>
    public ImmutableArray<string> Outputs { get; init; } = [];
}

/// <summary>A step that calls another pipeline of the bundle as a child instance.</summary>
public sealed record CallNode(string Id, string Pipeline) : Node(Id)
{
    public ImmutableArray<Field> Arguments { get; init; } = [];
    public StepSettings Settings { get; init; } = StepSettings.None;
}

/// <summary>Outcomes <c>true</c> and <c>false</c>.</summary>
public sealed record DecisionNode(string Id, Expression Condition) : Node(Id);

/// <summary>The end of a run, with its results. A pipeline that just ends has one without results.</summary>
public sealed record ReturnNode(string Id, ImmutableArray<Field> Results) : Node(Id);

/// <summary>The end of a run that failed, with the reason.</summary>
public sealed record FailNode(string Id, Expression Message) : Node(Id);

/// <summary>Gives a variable a new value. Outcome <c>done</c>.</summary>
public sealed record SetNode(string Id, string Variable, Expression Value) : Node(Id);

/// <summary>
/// Starts its branches at once; the outcome of each is the branch's name, and each leads to <paramref name="Join"/>.
/// With <paramref name="Any"/> the first branch to arrive there wins and the others are cancelled.
/// </summary>
public sealed record ForkNode(string Id, ImmutableArray<Branch> Branches, string Join, bool Any) : Node(Id);

/// <param name="Nodes">What is written in the branch, with what stands in blocks inside it. Edges do not tell: one that leaves the block leads to nodes that no other may lead to.</param>
public sealed record Branch(string Name, ImmutableArray<string> Nodes);

/// <summary>Goes on by <c>done</c> once the branches of <paramref name="Fork"/> have arrived.</summary>
public sealed record JoinNode(string Id, string Fork) : Node(Id);

/// <summary>
/// Runs a pipeline of the bundle for each element of a list, at most <paramref name="Max"/> at once, as children keyed by
/// their index. The body of a <c>for</c> is compiled to that pipeline: its parameters are <paramref name="Item"/> and what
/// it names of the outside, its results are its steps. Afterwards each step's outputs are lists in the order of the elements.
/// </summary>
/// <param name="Captures">The outer names that the body reads, evaluated on entry.</param>
/// <param name="Steps">The body's steps whose outputs become lists.</param>
public sealed record ForNode(string Id, string Pipeline, string Item, Expression List, int? Max, ImmutableArray<Field> Captures, ImmutableArray<string> Steps) : Node(Id);

/// <summary>
/// In the body of a <c>for</c>: an edge leads out of it. The <see cref="ForNode"/> is left by <paramref name="Outcome"/>
/// (<c>step.outcome</c>, the step and outcome that lead out), and its other children are cancelled.
/// </summary>
public sealed record ExitNode(string Id, string Outcome) : Node(Id);

public sealed record Pin(double X, double Y);

/// <param name="Label">As people read it; null: the name.</param>
public sealed record OutcomeDefinition(string Name, string? Label = null);

/// <summary>How an activity is carried out.</summary>
public enum ActivityKind
{
    /// <summary>By a worker process.</summary>
    Job,
    /// <summary>By a person, through the inbox.</summary>
    Task,
    /// <summary>By nobody: it ends when a time has come or an event has happened.</summary>
    Wait,
    /// <summary>By the engine itself: pure and quick.</summary>
    Inline,
}
