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
}
