using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Format;

/// <summary>Breaks what is too long for a line as a person would: behind the bracket, as many arguments a line as fit, the closing bracket in front.</summary>
internal static class LineBreaks
{
    /// <summary>The parts, each for lines of its own; null where the items fit or nothing can be broken.</summary>
    /// <param name="insideRound">The line stands between <c>( )</c> or <c>[ ]</c>, whose commas may end it.</param>
    public static IReadOnlyList<IReadOnlyList<Lexeme>>? Find(IReadOnlyList<Lexeme> items, int level, bool insideRound, Spacing spacing)
    {
        if (items.Count == 0 || items.Any(item => item.Text.Contains('\n')) || Fits(items, level, spacing))
        {
            return null;
        }

        if (insideRound && items[0].Kind != LexemeKind.Close && Fill(items, level, spacing) is { Count: > 1 } filled)
        {
            return filled;
        }

        return FindWidest(items, spacing) is var (open, close)
            ? [Part(items, 0, open + 1), .. Content(items, open, close, level + 1, spacing), Part(items, close, items.Count)]
            : null;
    }

    private static bool Fits(IReadOnlyList<Lexeme> items, int level, Spacing spacing) =>
        (level * Line.Indent) + spacing.Write(items).Length <= Layout.Width;

    private static List<IReadOnlyList<Lexeme>> Content(IReadOnlyList<Lexeme> items, int open, int close, int level, Spacing spacing)
    {
        var content = Part(items, open + 1, close);
        var lines = Split(content, ";").Select(part => part[^1].Kind == LexemeKind.NewLine ? part[..^1] : part).Where(part => part.Count > 0);
        return [.. lines.SelectMany(line => items[open].Is("{") && !IsRecord(line) ? [line] : Fill(line, level, spacing))];
    }

    // Entries begin with `name:`; a comma within a setting is no place to break.
    private static bool IsRecord(List<Lexeme> line) => line.Count > 1 && (line[1].Is(":") || line[1].Is(",") || line[1].Kind == LexemeKind.Text);

    private static List<IReadOnlyList<Lexeme>> Fill(IReadOnlyList<Lexeme> items, int level, Spacing spacing)
    {
        var lines = new List<IReadOnlyList<Lexeme>>();
        var line = new List<Lexeme>();
        foreach (var part in Split(items, ","))
        {
            if (line.Count > 0 && !Fits([.. line, .. part], level, spacing))
            {
                lines.Add(line);
                line = [];
            }

            line.AddRange(part);
        }

        return line.Count > 0 ? [.. lines, line] : lines;
    }

    // Each part ends with its separator.
    private static List<List<Lexeme>> Split(IReadOnlyList<Lexeme> items, string separator)
    {
        var parts = new List<List<Lexeme>>();
        var part = new List<Lexeme>();
        var depth = 0;
        foreach (var item in items)
        {
            part.Add(item);
            depth += item.Kind == LexemeKind.Open ? 1 : item.Kind == LexemeKind.Close ? -1 : 0;
            if (depth == 0 && item.Is(separator))
            {
                parts.Add(part);
                part = [];
            }
        }

        return part.Count > 0 ? [.. parts, part] : parts;
    }

    private static (int Open, int Close)? FindWidest(IReadOnlyList<Lexeme> items, Spacing spacing)
    {
        (int Open, int Close)? widest = null;
        var width = 0;
        var open = new Stack<int>();
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Kind == LexemeKind.Open)
            {
                open.Push(i);
            }
            else if (items[i].Kind == LexemeKind.Close && open.TryPop(out var opener) && open.Count == 0 && i > opener + 1
                && spacing.Write(Part(items, opener + 1, i)).Length is var length && length > width)
            {
                (widest, width) = ((opener, i), length);
            }
        }

        return widest;
    }

    private static List<Lexeme> Part(IReadOnlyList<Lexeme> items, int from, int to) => [.. items.Skip(from).Take(to - from)];
}
