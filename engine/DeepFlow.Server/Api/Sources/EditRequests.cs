using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Language.Editing;

namespace DeepFlow.Server.Api.Sources;

/// <param name="Path">The file that is edited.</param>
/// <param name="Texts">Unsaved texts by path, that file's among them where it is not saved.</param>
/// <param name="Edits">Done one after the other, as one.</param>
/// <param name="Pipeline">Which pipeline of the file; left out for edits of the file itself.</param>
internal sealed record EditsRequest(string Path, ImmutableArray<EditRequest> Edits, string? Pipeline = null, ImmutableDictionary<string, string>? Texts = null);

/// <summary>A change of the picture. Nodes and blocks are called as the picture calls them; expressions and settings are given as they are written.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AddStepRequest), "add_step")]
[JsonDerivedType(typeof(DeleteRequest), "delete")]
[JsonDerivedType(typeof(MoveRequest), "move")]
[JsonDerivedType(typeof(RenameRequest), "rename")]
[JsonDerivedType(typeof(PinRequest), "pin")]
[JsonDerivedType(typeof(SetArgumentRequest), "set_argument")]
[JsonDerivedType(typeof(SetSettingRequest), "set_setting")]
[JsonDerivedType(typeof(ConnectRequest), "connect")]
[JsonDerivedType(typeof(DisconnectRequest), "disconnect")]
[JsonDerivedType(typeof(WrapInIfRequest), "wrap_if")]
[JsonDerivedType(typeof(WrapInParallelRequest), "wrap_parallel")]
[JsonDerivedType(typeof(UnwrapRequest), "unwrap")]
[JsonDerivedType(typeof(RenamePipelineRequest), "rename_pipeline")]
[JsonDerivedType(typeof(AddStatementRequest), "add_statement")]
[JsonDerivedType(typeof(PasteRequest), "paste")]
[JsonDerivedType(typeof(SetCalleeRequest), "set_callee")]
[JsonDerivedType(typeof(SetPartRequest), "set_part")]
[JsonDerivedType(typeof(SetLoopRequest), "set_loop")]
[JsonDerivedType(typeof(SetOutcomeLabelRequest), "set_outcome_label")]
[JsonDerivedType(typeof(SetClauseRequest), "set_clause")]
[JsonDerivedType(typeof(SetDocumentationRequest), "set_documentation")]
[JsonDerivedType(typeof(WrapInForRequest), "wrap_for")]
[JsonDerivedType(typeof(SetHeadingRequest), "set_heading")]
[JsonDerivedType(typeof(CreatePipelineRequest), "create_pipeline")]
[JsonDerivedType(typeof(DeletePipelineRequest), "delete_pipeline")]
[JsonDerivedType(typeof(AddDeclarationRequest), "add_declaration")]
[JsonDerivedType(typeof(AddUseRequest), "add_use")]
internal abstract record EditRequest
{
    public abstract PipelineEdit ToEdit();
}

/// <summary>Where a statement goes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "at")]
[JsonDerivedType(typeof(AfterNode), "after")]
[JsonDerivedType(typeof(BeforeNode), "before")]
[JsonDerivedType(typeof(IntoBlock), "into")]
[JsonDerivedType(typeof(OnEdge), "edge")]
internal abstract record Where
{
    public abstract Placement ToPlacement();
}

internal sealed record AfterNode(string Node) : Where
{
    public override Placement ToPlacement() => new Placement.After(Node);
}

internal sealed record BeforeNode(string Node) : Where
{
    public override Placement ToPlacement() => new Placement.Before(Node);
}

/// <param name="Block"><c>if#1/false</c>, <c>parallel#1/train</c>, <c>for#1</c>, or nothing for the pipeline itself: behind its last statement, but before its <c>return</c>.</param>
internal sealed record IntoBlock(string Block) : Where
{
    public override Placement ToPlacement() => new Placement.Into(Block);
}

/// <summary>Between a node and the one that its outcome goes on to. On a line that an <c>on</c> draws a step can be added: the outcome leads to it, and it to where the outcome led.</summary>
/// <param name="To">Left out: wherever it goes on to.</param>
internal sealed record OnEdge(string From, string Outcome, string? To = null) : Where
{
    public override Placement ToPlacement() => new Placement.OnEdge(From, Outcome, To);
}

/// <param name="Value">An expression as it is written.</param>
internal sealed record ArgumentText(string Name, string Value);

/// <param name="Callee">An activity or a pipeline.</param>
/// <param name="Name">Left out: a free one after the callee.</param>
internal sealed record AddStepRequest(Where Where, string Callee, string? Name = null, ImmutableArray<ArgumentText>? Arguments = null) : EditRequest
{
    public override PipelineEdit ToEdit() =>
        new AddStep(Where.ToPlacement(), Name, Callee, [.. (Arguments ?? []).Select(argument => KeyValuePair.Create(argument.Name, argument.Value))]);
}

internal sealed record DeleteRequest(string Node) : EditRequest
{
    public override PipelineEdit ToEdit() => new DeleteNode(Node);
}

internal sealed record MoveRequest(string Node, Where Where) : EditRequest
{
    public override PipelineEdit ToEdit() => new MoveNode(Node, Where.ToPlacement());
}

/// <summary>Renames the step wherever the project names it.</summary>
internal sealed record RenameRequest(string Node, string Name) : EditRequest
{
    public override PipelineEdit ToEdit() => new RenameStep(Node, Name);
}

/// <summary>Without <paramref name="X"/> and <paramref name="Y"/> the node is laid out again.</summary>
internal sealed record PinRequest(string Node, double? X = null, double? Y = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new PinNode(Node, X, Y);
}

/// <param name="Value">Left out: so is the argument.</param>
internal sealed record SetArgumentRequest(string Node, string Name, string? Value = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new SetArgument(Node, Name, Value);
}

/// <param name="Setting">Its first word: <c>retry</c>.</param>
/// <param name="Text">The whole setting, <c>retry 3, backoff 10s</c>; left out: there is none.</param>
internal sealed record SetSettingRequest(string Node, string Setting, string? Text = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new SetSetting(Node, Setting, Text);
}

/// <summary>A way back is added to those that there are; a way forward takes the place of any.</summary>
internal sealed record ConnectRequest(string Node, string Outcome, string Target, int? Max = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new Connect(Node, Outcome, Target, Max);
}

/// <param name="Target">Left out: all that the outcome leads to.</param>
internal sealed record DisconnectRequest(string Node, string Outcome, string? Target = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new Disconnect(Node, Outcome, Target);
}

/// <summary>Puts neighbouring statements into <c>if condition { }</c>.</summary>
internal sealed record WrapInIfRequest(string First, string Last, string Condition) : EditRequest
{
    public override PipelineEdit ToEdit() => new WrapInIf(First, Last, Condition);
}

/// <summary>Makes neighbouring statements the branches of a <c>parallel</c>.</summary>
internal sealed record WrapInParallelRequest(string First, string Last, bool? Any = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new WrapInParallel(First, Last, Any ?? false);
}

internal sealed record UnwrapRequest(string Node) : EditRequest
{
    public override PipelineEdit ToEdit() => new Unwrap(Node);
}

/// <summary>Renames the pipeline wherever the project names it.</summary>
internal sealed record RenamePipelineRequest(string Name) : EditRequest
{
    public override PipelineEdit ToEdit() => new RenamePipeline(Name);
}

/// <param name="Statement"><c>if</c>, <c>parallel</c>, <c>for</c>, <c>var</c>, <c>set</c>, <c>return</c>, <c>stop</c> or <c>fail</c>.</param>
/// <param name="Text">What stands behind the word: a condition, <c>item in list</c>, <c>name = value</c>, results, a message.</param>
internal sealed record AddStatementRequest(Where Where, string Statement, string? Text = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new AddStatement(Where.ToPlacement(), Statement, Text);
}

/// <summary>Puts copied statements somewhere; a step whose name is taken gets a free one.</summary>
internal sealed record PasteRequest(Where Where, string Text) : EditRequest
{
    public override PipelineEdit ToEdit() => new PasteStatements(Where.ToPlacement(), Text);
}

internal sealed record SetCalleeRequest(string Node, string Callee) : EditRequest
{
    public override PipelineEdit ToEdit() => new SetCallee(Node, Callee);
}

/// <param name="Part">What of a node that is no step: <c>condition</c>, <c>item</c>, <c>list</c>, <c>max</c>, <c>value</c>, <c>message</c> or <c>results</c>.</param>
/// <param name="Text">Left out: nothing, where that may be.</param>
internal sealed record SetPartRequest(string Node, string Part, string? Text = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new SetPart(Node, Part, Text);
}

/// <param name="Max">How often the way back may be taken in a row; left out: as often as wanted.</param>
/// <param name="Then">Where it goes on then: a step, or <c>fail</c>; left out: an incident.</param>
internal sealed record SetLoopRequest(string Node, string Outcome, int? Max = null, string? Then = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new SetLoop(Node, Outcome, Max, Then);
}

/// <param name="Label">How people read the outcome; left out: as the activity calls it.</param>
internal sealed record SetOutcomeLabelRequest(string Node, string Outcome, string? Label = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new SetOutcomeLabel(Node, Outcome, Label);
}

/// <summary>Writes what stands at the pipeline's top.</summary>
/// <param name="Clause"><c>trigger</c>, <c>runs</c> or <c>roles</c>.</param>
/// <param name="Text">The whole of it: <c>on cron("0 3 * * 1")</c>, <c>runs 1, then queue</c>; left out: it goes.</param>
/// <param name="At">Which trigger, counted from 0; left out: a further one.</param>
internal sealed record SetClauseRequest(string Clause, string? Text = null, int? At = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new SetClause(Clause, Text, At);
}

/// <param name="Node">Left out: the pipeline.</param>
/// <param name="Text">Markdown; left out: none.</param>
internal sealed record SetDocumentationRequest(string? Node = null, string? Text = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new SetDocumentation(Node, Text);
}

/// <summary>Puts neighbouring statements into <c>for item in list { }</c>.</summary>
internal sealed record WrapInForRequest(string First, string Last, string Item, string List) : EditRequest
{
    public override PipelineEdit ToEdit() => new WrapInFor(First, Last, Item, List);
}

/// <param name="Parameters">As they are written, with or without brackets; left out: they stay.</param>
/// <param name="Results">As they are written; empty: none; left out: they stay.</param>
internal sealed record SetHeadingRequest(string? Parameters = null, string? Results = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new SetHeading(Parameters, Results);
}

/// <summary>Adds an empty pipeline behind what the file declares; the edits that follow may be of it.</summary>
internal sealed record CreatePipelineRequest(string Name, string? Parameters = null, string? Results = null) : EditRequest
{
    public override PipelineEdit ToEdit() => new CreatePipeline(Name, Parameters, Results);
}

internal sealed record DeletePipelineRequest : EditRequest
{
    public override PipelineEdit ToEdit() => new DeletePipeline();
}

/// <param name="Text">A model, a data set, a form, as it is written.</param>
internal sealed record AddDeclarationRequest(string Text) : EditRequest
{
    public override PipelineEdit ToEdit() => new AddDeclaration(Text);
}

/// <param name="Path">The file that is used, below the folder of the pipelines.</param>
internal sealed record AddUseRequest(string Path) : EditRequest
{
    public override PipelineEdit ToEdit() => new AddUse(Path);
}
