using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Services.Completion;

public enum CompletionKind
{
    Keyword,
    Snippet,
    Activity,
    Pipeline,
    Model,
    Dataset,
    Form,
    Argument,
    Step,
    Parameter,
    Variable,
    Output,
    Field,
    EnumMember,
    Constructor,
    Function,
    Layer,
    Role,
    Outcome,
    Setting,
    Type,
    File,
}

/// <summary>Something that could stand at a place.</summary>
/// <param name="Detail">One short line: a type, a role, a stage.</param>
/// <param name="Documentation">Markdown.</param>
/// <param name="InsertText">What is inserted; with places to fill in (<c>${1:name}</c>) where <paramref name="IsSnippet"/>.</param>
/// <param name="Group">Items of a lesser group come first; within one, by name.</param>
/// <param name="Replaces">The word that is being typed.</param>
public sealed record CompletionItem(
    string Label, CompletionKind Kind, string? Detail, string? Documentation, string InsertText, bool IsSnippet, int Group, TextSpan Replaces)
{
    public string SortText => $"{Group:D2}{Label}";
}
