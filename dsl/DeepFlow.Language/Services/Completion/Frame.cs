using DeepFlow.Language.Syntax;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Completion;

internal enum FrameKind
{
    File,
    Dataset,
    Labels,
    Model,
    Pipeline,
    Settings,
    Roles,
    Form,
    Activity,

    /// <summary>The parameters or results of a declaration.</summary>
    Signature,

    /// <summary>The arguments of a step, a constructor, a model, a function, a layer or a trigger.</summary>
    Call,
    Record,
    List,
    Group,
    RecordType,
}

/// <summary>A bracket that is open at the cursor, and what stands in it before the cursor.</summary>
internal sealed class Frame(FrameKind kind)
{
    public FrameKind Kind { get; } = kind;

    /// <summary>For a call and for settings: the name of what is called.</summary>
    public string Callee { get; init; } = "";

    /// <summary>For a call: whether a step makes it.</summary>
    public bool IsStep { get; init; }

    /// <summary>For a pipeline's body and its blocks: whether it is the body itself.</summary>
    public bool IsBody { get; init; }

    /// <summary>What a call takes; null where that is not known.</summary>
    public IReadOnlyList<CalleeInput>? Inputs { get; init; }

    /// <summary>The type that a value in these brackets should have, where all have the same.</summary>
    public DslType Element { get; init; } = DslType.Any;

    /// <summary>Where the brackets open.</summary>
    public int Start { get; init; }

    /// <summary>What stands between the last separator and the cursor.</summary>
    public List<Lexeme> Segment { get; } = [];

    /// <summary>Names before a colon, in the entries so far.</summary>
    public List<string> Given { get; } = [];

    /// <summary>How many entries are complete.</summary>
    public int Entries { get; private set; }

    /// <summary>The first words of the segments so far (a data set's members, a step's settings).</summary>
    public List<string> Heads { get; } = [];

    /// <summary>The name before the colon of the entry at the cursor.</summary>
    public string? EntryName => Segment is [{ IsWord: true } name, var colon, ..] && colon.Is(":") ? name.Text : null;

    /// <summary>The segment without its <c>name:</c>.</summary>
    public IEnumerable<Lexeme> EntryValue => EntryName is null ? Segment : Segment.Skip(2);

    public void EndSegment()
    {
        if (Segment.Count == 0)
        {
            return;
        }

        if (EntryName is { } name)
        {
            Given.Add(name);
        }

        Heads.Add(Segment[0].Text);
        Entries++;
        Segment.Clear();
    }

    /// <summary>The type that a value at the end of the segment should have.</summary>
    public DslType ExpectedHere() => Kind switch
    {
        FrameKind.Call when EntryName is { } name => Inputs?.FirstOrDefault(input => input.Name == name)?.Type ?? DslType.Any,
        FrameKind.Call => Inputs?.ElementAtOrDefault(Entries)?.Type ?? DslType.Any,
        FrameKind.Record => Element switch
        {
            MapType map => map.Item,
            RecordType record when EntryName is { } name => record.Find(name) ?? DslType.Any,
            _ => DslType.Any,
        },
        _ => Element,
    };
}
