namespace DeepFlow.Language.Sources;

/// <summary>Replaces <paramref name="Span"/> of a file by <paramref name="NewText"/>; an empty span inserts.</summary>
public readonly record struct TextEdit(TextSpan Span, string NewText)
{
    public static TextEdit Insert(int offset, string text) => new(new TextSpan(offset, 0), text);

    public static TextEdit Delete(TextSpan span) => new(span, "");
}
