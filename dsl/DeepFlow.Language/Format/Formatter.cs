using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Format;

/// <summary>
/// The one way in which `.dlflow` is written: indentation, spaces and blank lines are the formatter's, line breaks and columns the writer's.
/// It refuses nothing: what does not parse stays as it is. Formatting twice changes nothing more.
/// </summary>
public static class Formatter
{
    // Around a mistake, what is moved may be read anew; a text that does not settle is left alone.
    private const int Passes = 4;

    /// <summary>The text in its canonical form, with the line breaks of its first line.</summary>
    public static string Format(SourceText source)
    {
        var now = source;
        for (var pass = 0; pass < Passes; pass++)
        {
            var lexemes = Lexemes.Read(now);
            var text = Write(now, lexemes);

            // Whatever a formatter does, it must not change a program.
            if (text != now.Content && !Lexemes.Marks(now).SequenceEqual(Lexemes.Marks(new SourceText(now.Path, text))))
            {
                return source.Content;
            }

            if (text == now.Content || (lexemes.Problems.Count == 0 && lexemes.BrokenPieces.Count == 0))
            {
                return text;
            }

            now = new SourceText(now.Path, text);
        }

        return source.Content;
    }

    /// <summary>The same as edits, one for each stretch of lines that changes.</summary>
    public static IReadOnlyList<TextEdit> Edits(SourceText source) => LineEdits.Between(source.Content, Format(source));

    private static string Write(SourceText source, Lexemes lexemes)
    {
        var spacing = new Spacing(lexemes.Document);
        var lines = new Layout(source, lexemes.PieceStarts, spacing).Run(Row.Read(source, lexemes));
        var text = string.Join('\n', new Columns(source, spacing).Write(lines).Select(line => line.TrimEnd('\r')));
        text = text.Length == 0 ? text : text + "\n";
        text = source.Content.StartsWith('\uFEFF') ? "\uFEFF" + text : text;
        return UsesWindowsLines(source.Content) ? text.Replace("\r\n", "\n").Replace("\n", "\r\n") : text;
    }

    private static bool UsesWindowsLines(string text)
    {
        var end = text.IndexOf('\n');
        return end > 0 && text[end - 1] == '\r';
    }
}
