namespace DeepFlow.Language.Editing;

/// <summary>A change of the picture. Nodes and blocks are called as the picture calls them; expressions and settings are given as text.</summary>
public abstract record PipelineEdit
{
    /// <summary>The node that it is about, as the picture before the edit calls it; null where it is about none.</summary>
    public virtual string? About => null;
}

/// <summary>Where a statement goes.</summary>
public abstract record Placement
{
    public sealed record After(string Node) : Placement;

    public sealed record Before(string Node) : Placement;

    /// <summary>Behind the last statement of a block, but before its <c>return</c>, <c>stop</c> or <c>fail</c>.</summary>
    /// <param name="Block"><c>if#1/false</c>, <c>parallel#1/train</c>, <c>for#1</c>, or nothing for the pipeline itself. A missing <c>else</c> or branch is made.</param>
    public sealed record Into(string Block) : Placement;
}

/// <param name="Name">Null: a free one after the callee.</param>
public sealed record AddStep(Placement Where, string? Name, string Callee, IReadOnlyList<KeyValuePair<string, string>> Arguments) : PipelineEdit;

/// <summary>Takes the statement's comments, its pin and the edges to it along.</summary>
public sealed record DeleteNode(string Node) : PipelineEdit;

/// <summary>The comments directly above, the pin and what stands at the line's end move with the statement.</summary>
public sealed record MoveNode(string Node, Placement Where) : PipelineEdit
{
    public override string About => Node;
}

/// <summary>Renames the step wherever the program names it, in other files too.</summary>
public sealed record RenameStep(string Node, string Name) : PipelineEdit
{
    public override string About => Node;
}

/// <summary>Renames the pipeline wherever the program names it.</summary>
public sealed record RenamePipeline(string Name) : PipelineEdit;

/// <param name="Value">Null: the argument is left out.</param>
public sealed record SetArgument(string Node, string Name, string? Value) : PipelineEdit
{
    public override string About => Node;
}

/// <param name="Kind">The setting's first word: <c>timeout</c>.</param>
/// <param name="Setting">The whole setting: <c>timeout 2h</c>. Null: there is none.</param>
public sealed record SetSetting(string Node, string Kind, string? Setting) : PipelineEdit
{
    public override string About => Node;
}

/// <summary>Adds a way back beside those that there are; a way forward takes the place of any.</summary>
public sealed record Connect(string Node, string Outcome, string Target, int? Max = null) : PipelineEdit
{
    public override string About => Node;
}

/// <param name="Target">Null: all that the outcome leads to.</param>
public sealed record Disconnect(string Node, string Outcome, string? Target = null) : PipelineEdit
{
    public override string About => Node;
}

/// <summary>Puts neighbouring statements into <c>if condition { }</c>.</summary>
public sealed record WrapInIf(string First, string Last, string Condition) : PipelineEdit;

/// <summary>Puts neighbouring statements into <c>parallel { }</c>, each a branch.</summary>
public sealed record WrapInParallel(string First, string Last, bool Any = false) : PipelineEdit;

/// <summary>Takes an <c>if</c> without <c>else</c>, a <c>parallel</c> with its branches, or a <c>for</c> away from around what it holds.</summary>
public sealed record Unwrap(string Node) : PipelineEdit;

/// <summary>Where a person put the node; null: nowhere in particular.</summary>
public sealed record PinNode(string Node, double? X, double? Y) : PipelineEdit
{
    public override string About => Node;
}
