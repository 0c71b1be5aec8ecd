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
internal abstract record EditRequest
{
    public abstract PipelineEdit ToEdit();
}

/// <summary>Where a statement goes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "at")]
[JsonDerivedType(typeof(AfterNode), "after")]
[JsonDerivedType(typeof(BeforeNode), "before")]
[JsonDerivedType(typeof(IntoBlock), "into")]
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
