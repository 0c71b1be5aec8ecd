using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Format;

/// <summary>A line as it will be written.</summary>
/// <param name="Level">Of indentation.</param>
/// <param name="Source">Where it comes from; a long row becomes several lines.</param>
internal sealed record Line(int Level, IReadOnlyList<Lexeme> Items, Lexeme? Comment, Row Source)
{
    public const int Indent = 4;

    public static Line Blank { get; } = new(0, [], null, new Row(0, 0, [], null, false, false));

    /// <summary>The source's own lines, where it is not understood.</summary>
    public string? Kept { get; init; }

    public bool IsBlank => Items.Count == 0 && Comment is null && Kept is null;

    public bool HasCode => Items.Count > 0;

    /// <summary>Whether the line begins a row of the source, so that its columns may be meant.</summary>
    public bool BeginsRow => Items.Count > 0 && ReferenceEquals(Items[0], Source.Items[0]);
}
