using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Format;

/// <summary>
/// The one way in which `.dlflow` is written: indentation, spaces and blank lines are the formatter's, line breaks and columns the writer's.
/// It refuses nothing: what does not parse stays as it is. Formatting twice changes nothing more.
/// </summary>
public static class Formatter
{
    /// <summary>The text in its canonical form, with the line breaks of its first line.</summary>
    public static string Format(SourceText source)
    {
        var lexemes = Lexemes.Read(source);
        var spacing = new Spacing(lexemes.Document);
        var lines = new Layout(source, lexemes.PieceStarts, spacing).Run(Row.Read(source, lexemes));
        var text = string.Join('\n', new Columns(source, spacing).Write(lines).Select(line => line.TrimEnd('\r')));
        text = text.Length == 0 ? text : text + "\n";
        text = source.Content.StartsWith('\uFEFF') ? "\uFEFF" + text : text;
        text = UsesWindowsLines(source.Content) ? text.Replace("\r\n", "\n").Replace("\n", "\r\n") : text;

        // Whatever a formatter does, it must not change a program.
        return Lexemes.Marks(source).SequenceEqual(Lexemes.Marks(new SourceText(source.Path, text))) ? text : source.Content;
    }

    /// <summary>The same as edits, one for each stretch of lines that changes.</summary>
    public static IReadOnlyList<TextEdit> Edits(SourceText source) => LineEdits.Between(source.Content, Format(source));

    private static bool UsesWindowsLines(string text)
    {
        var end = text.IndexOf('\n');
        return end > 0 && text[end - 1] == '\r';
    }
}
