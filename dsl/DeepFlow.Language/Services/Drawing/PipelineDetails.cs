using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Services.Drawing;

/// <summary>What a pipeline's text says beyond its picture, for the panels in which it is changed. Spans count UTF-16 characters.</summary>
/// <param name="ParametersText">The parameters as written, with their brackets.</param>
/// <param name="ResultsText">The results as written, with their brackets; null where there are none.</param>
/// <param name="Roles">Who does an activity's steps unless a step says otherwise.</param>
/// <param name="RolesText">That as written: <c>roles { tune: data_scientist }</c>; null where nothing is.</param>
/// <param name="RunsText">How many runs at once, as written: <c>runs 1, then queue</c>; null where nothing is.</param>
public sealed record PipelineDetails(
    PipelineSignature Signature,
    TextSpan Extent,
    TextSpan NameExtent,
    string ParametersText,
    string? ResultsText,
    IReadOnlyDictionary<string, string> Roles,
    string? RolesText,
    string? RunsText,
    IReadOnlyList<TriggerDetails> Triggers,
    IReadOnlyList<NodeDetails> Nodes);

/// <param name="Text">As written.</param>
/// <param name="Entry">The step where a run enters; null: the first.</param>
public sealed record TriggerDetails(string Text, string? Entry, TextSpan Extent);

/// <param name="Id">As the picture calls it.</param>
/// <param name="Callee">The activity or pipeline that a step calls.</param>
/// <param name="Parts">What stands in a node that is no step: the condition of an <c>if</c>, the list of a <c>for</c>.</param>
public sealed record NodeDetails(
    string Id,
    string? Callee,
    string? Documentation,
    IReadOnlyList<ArgumentDetails> Arguments,
    IReadOnlyList<SettingDetails> Settings,
    IReadOnlyList<PartDetails> Parts);

/// <param name="Name">Null where the writer has left it out.</param>
/// <param name="Text">The value as written.</param>
/// <param name="Literal">The value is a number, a text without <c>${ }</c>, a truth value, a range or a list of such: it can be shown as a plain field.</param>
public sealed record ArgumentDetails(string? Name, string Text, bool Literal, TextSpan Extent);

/// <param name="Kind">Its first word: <c>retry</c>.</param>
/// <param name="Text">The whole setting as written.</param>
public sealed record SettingDetails(string Kind, string Text, TextSpan Extent);

/// <param name="Part"><c>condition</c>, <c>item</c>, <c>list</c>, <c>max</c>, <c>name</c>, <c>value</c>, <c>message</c> or <c>results</c>.</param>
/// <param name="Text">As written; empty where nothing is.</param>
public sealed record PartDetails(string Part, string Text, TextSpan Extent);
