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

    /// <summary>Between a node and the one that its outcome goes on to, or leads to by an <c>on</c>; there a step can be added and nothing else.</summary>
    /// <param name="To">Null: wherever it goes on to.</param>
    public sealed record OnEdge(string From, string Outcome, string? To = null) : Placement;
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

/// <summary>Renames the step or the variable wherever the program names it, in other files too.</summary>
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

/// <summary>Puts an empty block, or a statement that is no step, somewhere.</summary>
/// <param name="Kind"><c>if</c>, <c>parallel</c>, <c>for</c>, <c>var</c>, <c>set</c>, <c>return</c>, <c>stop</c> or <c>fail</c>.</param>
/// <param name="Text">What stands behind the word: a condition, <c>item in list</c>, <c>name = value</c>, results, a message.</param>
public sealed record AddStatement(Placement Where, string Kind, string? Text) : PipelineEdit;

/// <summary>Puts statements somewhere that were copied as text. A step whose name is taken gets a free one, and is called so among them.</summary>
public sealed record PasteStatements(Placement Where, string Text) : PipelineEdit;

/// <param name="Callee">An activity or a pipeline.</param>
public sealed record SetCallee(string Node, string Callee) : PipelineEdit
{
    public override string About => Node;
}

/// <param name="Part">What of a statement that is no step: <c>condition</c>, <c>item</c>, <c>list</c>, <c>max</c>, <c>value</c>, <c>message</c> or <c>results</c>.</param>
/// <param name="Text">Null: nothing, where it may be left out.</param>
public sealed record SetPart(string Node, string Part, string? Text) : PipelineEdit
{
    public override string About => Node;
}

/// <summary>How often a way back may be taken in a row, and where it goes on then.</summary>
/// <param name="Max">Null: as often as wanted.</param>
/// <param name="Then">A step, or <c>fail</c>; null: an incident.</param>
public sealed record SetLoop(string Node, string Outcome, int? Max, string? Then) : PipelineEdit
{
    public override string About => Node;
}

/// <param name="Label">How people read the outcome; null: as the activity calls it.</param>
public sealed record SetOutcomeLabel(string Node, string Outcome, string? Label) : PipelineEdit
{
    public override string About => Node;
}

/// <summary>Writes what stands at the pipeline's top.</summary>
/// <param name="Clause"><c>trigger</c>, <c>runs</c> or <c>roles</c>.</param>
/// <param name="Text">The whole of it: <c>on cron("0 3 * * 1")</c>, <c>runs 1, then queue</c>. Null: it goes.</param>
/// <param name="At">Which trigger, counted from 0; null: a further one.</param>
public sealed record SetClause(string Clause, string? Text, int? At = null) : PipelineEdit;

/// <param name="Node">Null: the pipeline.</param>
/// <param name="Text">Markdown of any number of lines; null: none.</param>
public sealed record SetDocumentation(string? Node, string? Text) : PipelineEdit
{
    public override string? About => Node;
}

/// <summary>Puts neighbouring statements into <c>for item in list { }</c>.</summary>
public sealed record WrapInFor(string First, string Last, string Item, string List) : PipelineEdit;

/// <param name="Parameters">As they are written, with or without their brackets; null: they stay.</param>
/// <param name="Results">As they are written; empty: none; null: they stay.</param>
public sealed record SetHeading(string? Parameters, string? Results) : PipelineEdit;

/// <summary>Takes the pipeline out of its file.</summary>
public sealed record DeletePipeline : PipelineEdit;

/// <summary>An edit of a file itself.</summary>
public abstract record DocumentEdit : PipelineEdit;

/// <summary>Adds an empty pipeline behind what the file declares.</summary>
public sealed record CreatePipeline(string Name, string? Parameters, string? Results) : DocumentEdit;

/// <summary>Adds a model, a data set, a form: before the file's pipelines.</summary>
public sealed record AddDeclaration(string Text) : DocumentEdit;

/// <param name="Path">The file that is used, below the project's folder.</param>
public sealed record AddUse(string Path) : DocumentEdit;
