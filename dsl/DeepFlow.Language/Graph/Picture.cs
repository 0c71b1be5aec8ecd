using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Graph;

/// <summary>
/// A pipeline as it is drawn. Nodes have the ids that a run's journal calls them by, so a picture can show where a run stands;
/// the body of a <c>for</c> is drawn inside its node.
/// </summary>
/// <param name="Entries">Where runs begin: at the first node, and at the targets of triggers.</param>
public sealed record Picture(
    string Pipeline, string? Documentation, SourceSpan Span, IReadOnlyList<PictureNode> Nodes, IReadOnlyList<PictureEdge> Edges, IReadOnlyList<PictureEntry> Entries)
{
    public PictureNode? Find(string id) => Nodes.FirstOrDefault(node => node.Id == id);
}

/// <param name="Id">The step's name, or <c>if#1</c>, <c>parallel#1</c>, <c>return#1</c> by position.</param>
/// <param name="Text">What stands in it: a condition, a variable's value, a message; null for steps.</param>
public sealed record PictureNode(string Id, PictureNodeKind Kind, string? Text, SourceSpan? Span)
{
    /// <summary>The activity or pipeline that a step calls.</summary>
    public string? Callee { get; init; }

    /// <summary>The title that a person reads, where it is a plain text.</summary>
    public string? Title { get; init; }

    /// <summary>Who does it: as the step says, or else the pipeline, or else the activity.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>A person does it.</summary>
    public bool Human { get; init; }

    /// <summary>It may be skipped: it has a <c>when</c>.</summary>
    public bool Optional { get; init; }

    /// <summary>The blocks around it, the outermost first: <c>if#1/true</c>, <c>parallel#1/train</c>, <c>for#1</c>.</summary>
    public IReadOnlyList<string> Blocks { get; init; } = [];

    public string? Documentation { get; init; }

    public Pin? Pin { get; init; }

    /// <summary>The statement in the text, in UTF-16 characters; null where none is written, and for a picture of no text.</summary>
    public TextSpan? Extent { get; init; }

    /// <summary>The step's name in the text.</summary>
    public TextSpan? NameExtent { get; init; }

    /// <summary>The outcomes of a step from which an edge may be drawn; none for a picture of no text.</summary>
    public IReadOnlyList<PicturePort> Ports { get; init; } = [];
}

/// <summary>An outcome of a step, whether it leads anywhere or not.</summary>
/// <param name="Continues">Without an edge of its own it goes on to the next statement.</param>
/// <param name="Declared">What the step calls declares it; else the program does.</param>
public sealed record PicturePort(string Outcome, string? Label, bool Continues, bool Declared);

public enum PictureNodeKind
{
    /// <summary>A step that an activity carries out.</summary>
    Step,

    /// <summary>A step that calls a pipeline.</summary>
    Call,

    /// <summary>A diamond.</summary>
    Decision,
    Fork,
    Join,

    /// <summary>A stacked node: its body is run for each element of a list.</summary>
    For,

    /// <summary>A variable and its first value; it is not on the way.</summary>
    Variable,
    Set,
    Return,
    Fail,
}

/// <summary>An outcome of a node and where it leads.</summary>
/// <param name="To">Paths: <c>tuning</c>, or <c>model.tuning</c> for a step inside the pipeline that <c>model</c> calls. A person chooses among several.</param>
public sealed record PictureEdge(string From, string Outcome, IReadOnlyList<string> To)
{
    /// <summary>It leads back.</summary>
    public bool Feedback { get; init; }

    /// <summary>How many times in a row it may be taken.</summary>
    public int? Max { get; init; }

    /// <summary>Where to go once <see cref="Max"/> is used up; <c>fail</c>, or a step.</summary>
    public string? Then { get; init; }

    /// <summary>The outcome as people read it.</summary>
    public string? Label { get; init; }

    /// <summary>The setting that says so; null where the flow just goes on.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>That setting in the text, in UTF-16 characters.</summary>
    public TextSpan? Extent { get; init; }
}

/// <param name="Trigger">As written: <c>on data_changed(source)</c>; null: whoever starts a run.</param>
public sealed record PictureEntry(string? Trigger, string Node);
