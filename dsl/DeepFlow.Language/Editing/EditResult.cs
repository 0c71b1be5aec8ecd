using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Editing;

/// <summary>What an edit of the picture does to the texts, or why it cannot be done.</summary>
/// <param name="Problem">A full sentence; null where the edit can be done.</param>
public sealed record EditResult(IReadOnlyList<FileChange> Changes, string? Problem)
{
    public static EditResult Of(IEnumerable<FileChange> changes) => new([.. changes], null);

    public static EditResult Refuse(string problem) => new([], problem);

    public bool Succeeded => Problem is null;

    /// <summary>The changes that undo these, byte for byte.</summary>
    public EditResult Inverse => this with { Changes = [.. Changes.Select(change => change.Inverse)] };
}

/// <summary>The edits of one file, as small as they can be.</summary>
/// <param name="Before">The text to which they apply.</param>
/// <param name="Edits">In the order of the text; none overlaps another.</param>
public sealed record FileChange(string Path, string Before, IReadOnlyList<TextEdit> Edits)
{
    public string After => TextEdits.Apply(Before, Edits);

    public FileChange Inverse => new(Path, After, TextEdits.Invert(Before, Edits));
}
