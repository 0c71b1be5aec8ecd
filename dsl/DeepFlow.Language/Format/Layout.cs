using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Format;

/// <summary>
/// Rows to lines: indented by the brackets that are open, one blank line at most and none at a block's edges,
/// <c>else</c> behind its bracket, and what is too long for a line broken where its arguments part.
/// </summary>
internal sealed class Layout(SourceText source, IReadOnlySet<int> pieceStarts, Spacing spacing)
{
    /// <summary>Characters of a line without its comment.</summary>
    public const int Width = 120;

    private readonly List<Line> _lines = [];
    private readonly Stack<Frame> _open = new();
    private Lexeme? _last;
    private bool _blankBefore;

    public IReadOnlyList<Line> Run(IReadOnlyList<Row> rows)
    {
        rows = ElseBehindItsBracket.Join(rows);
        var next = FirstItems(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.IsBlank)
            {
                _blankBefore = true;
            }
            else if (row.Kept)
            {
                Keep(row);
            }
            else
            {
                Place(row.Items, row.Comment, row, next[i]);
            }
        }

        return _lines;
    }

    // The first item of each row, or of the row with code that follows it.
    private static Lexeme?[] FirstItems(IReadOnlyList<Row> rows)
    {
        var first = new Lexeme?[rows.Count];
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            first[i] = rows[i].Items.Count > 0 ? rows[i].Items[0] : i + 1 < rows.Count ? first[i + 1] : null;
        }

        return first;
    }

    private void Keep(Row row)
    {
        var from = source.OffsetOf(row.FirstLine);
        var text = source.Slice(TextSpan.Between(from, source.OffsetOf(row.LastLine) + source.Line(row.LastLine).Length));
        Add(new Line(0, [], null, row) { Kept = text });
        if (!row.Unpaired)
        {
            Track(row.Items, LevelOf(row.Items.Count > 0 ? row.Items[0] : null));
        }
    }

    private void Place(IReadOnlyList<Lexeme> items, Lexeme? comment, Row row, Lexeme? next)
    {
        if (next is not null && pieceStarts.Contains(next.Span.Start))
        {
            _open.Clear();
            _last = null;
        }

        // A comment before a closing bracket belongs to what the bracket holds.
        var level = LevelOf(items.Count == 0 && next?.Kind == LexemeKind.Close ? null : next);
        if (LineBreaks.Find(items, level, _open.TryPeek(out var frame) && frame.IsRound, spacing) is { } parts)
        {
            foreach (var part in parts)
            {
                Place(part, part == parts[^1] ? comment : null, row, part[0]);
            }

            return;
        }

        Add(new Line(level, items, comment, row));
        Track(items, level);
    }

    private void Add(Line line)
    {
        var atEdge = _lines.Count == 0 || _last?.Kind == LexemeKind.Open && _lines[^1].HasCode
            || (line.Items.Count > 0 && line.Items[0].Kind == LexemeKind.Close && _last is not null);
        if (_blankBefore && !atEdge)
        {
            _lines.Add(Line.Blank);
        }

        _blankBefore = false;
        _lines.Add(line);
    }

    private int LevelOf(Lexeme? first)
    {
        var inside = _open.TryPeek(out var frame);
        if (first?.Kind == LexemeKind.Close)
        {
            return inside ? frame!.Level : 0;
        }

        return (inside ? frame!.Level + 1 : 0) + (first is not null && Continues(first, frame) ? 1 : 0);
    }

    private bool Continues(Lexeme first, Frame? frame)
    {
        if (_last is null || _last.Kind == LexemeKind.Open)
        {
            return false;
        }

        if (_last.Is(","))
        {
            return frame is not { IsList: true };
        }

        return frame is { IsRound: true } || _last.JoinsNext || (first.JoinsPrevious && !first.Is("else"));
    }

    private void Track(IReadOnlyList<Lexeme> items, int level)
    {
        foreach (var item in items)
        {
            if (item.Kind == LexemeKind.Open)
            {
                _open.Push(new Frame(level, item.Text != "{", item.Text != "{" || HoldsEntries(_last)));
            }
            else if (item.Kind == LexemeKind.Close)
            {
                _open.TryPop(out _);
            }

            _last = item;
        }
    }

    // A record, an enumeration or `roles`: a comma parts its entries, as a newline does.
    private static bool HoldsEntries(Lexeme? before) =>
        before is null || before.Kind == LexemeKind.Open || before.Is(",") || before.Is(":") || before.Is("=") || before.Is("??")
        || before.Is("label") || before.Is("record") || before.Is("roles");

    private sealed record Frame(int Level, bool IsRound, bool IsList);
}
