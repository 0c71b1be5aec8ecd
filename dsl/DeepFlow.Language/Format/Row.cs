using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Format;

/// <summary>A line of the source; a text of many lines makes one row of them.</summary>
/// <param name="Items">Its words and signs, with <c>;</c> only where it separates.</param>
/// <param name="Comment">The comment at its end, or the comment that it is.</param>
/// <param name="Kept">It is not understood and stays as it is.</param>
/// <param name="Unpaired">It stands where brackets do not pair.</param>
internal sealed record Row(int FirstLine, int LastLine, IReadOnlyList<Lexeme> Items, Lexeme? Comment, bool Kept, bool Unpaired)
{
    public bool IsBlank => Items.Count == 0 && Comment is null && !Kept;

    /// <summary>How many characters stand before the item in the source, if it is not the first.</summary>
    public int GapBefore(int item) => item == 0 ? 0 : Items[item].Span.Start - Items[item - 1].Span.End;

    public static IReadOnlyList<Row> Read(SourceText source, Lexemes lexemes)
    {
        var rows = new List<Row>();
        var pending = new List<Lexeme>();
        var unpaired = Lines(source, lexemes.BrokenPieces);
        var unread = Lines(source, lexemes.Problems);
        var line = 1;
        foreach (var lexeme in lexemes.Items)
        {
            if (lexeme.Kind == LexemeKind.NewLine && lexeme.Text != ";")
            {
                Add(source.PositionOf(lexeme.Span.Start).Line);
            }
            else
            {
                pending.Add(lexeme);
            }
        }

        Add(source.LineCount);
        return KeepWholeBrackets(rows);

        void Add(int last)
        {
            var comment = pending.Count > 0 && pending[^1].Kind == LexemeKind.Comment ? pending[^1] : null;
            var items = WithoutIdleSemicolons(comment is null ? pending : pending[..^1]);
            var isUnpaired = unpaired[line..(last + 1)].Contains(true);
            var holdsText = pending.Count > 0 || source.Line(line).Trim(' ', '\t', '\uFEFF').Length > 0;
            rows.Add(new Row(line, last, items, comment, isUnpaired || (holdsText && unread[line..(last + 1)].Contains(true)), isUnpaired));
            pending = [];
            line = last + 1;
        }
    }

    // By line, from 1.
    private static bool[] Lines(SourceText source, IEnumerable<TextSpan> spans)
    {
        var steps = new int[source.LineCount + 2];
        foreach (var span in spans)
        {
            steps[source.PositionOf(span.Start).Line]++;
            steps[source.PositionOf(span.End).Line + 1]--;
        }

        var touched = new bool[source.LineCount + 1];
        for (int line = 1, depth = 0; line < touched.Length; line++)
        {
            depth += steps[line];
            touched[line] = depth > 0;
        }

        return touched;
    }

    // What follows a mistake in the same brackets was not read either.
    private static IReadOnlyList<Row> KeepWholeBrackets(List<Row> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var end = i;
            var depth = RoundDepth(rows[i]);
            while (depth > 0 && end + 1 < rows.Count && !rows[end + 1].Unpaired)
            {
                depth += RoundDepth(rows[++end]);
            }

            if (rows[i..(end + 1)].Any(row => row.Kept))
            {
                for (var inside = i; inside <= end; inside++)
                {
                    rows[inside] = rows[inside] with { Kept = true };
                }
            }

            i = end;
        }

        return rows;
    }

    private static int RoundDepth(Row row) => row.Unpaired ? 0 : row.Items.Sum(item => item.Text switch
    {
        "(" or "[" when item.Kind == LexemeKind.Open => 1,
        ")" or "]" when item.Kind == LexemeKind.Close => -1,
        _ => 0,
    });

    private static List<Lexeme> WithoutIdleSemicolons(List<Lexeme> items)
    {
        var last = items.FindLastIndex(item => item.Kind != LexemeKind.NewLine);
        return
        [
            .. items.Take(last + 1).Where((item, i) => item.Kind != LexemeKind.NewLine
                || (i > 0 && items[i - 1].Kind is not (LexemeKind.NewLine or LexemeKind.Open) && FollowsSolid(items, i))),
        ];
    }

    private static bool FollowsSolid(List<Lexeme> items, int semicolon)
    {
        var next = items.FindIndex(semicolon, item => item.Kind != LexemeKind.NewLine);
        return items[next].Kind != LexemeKind.Close;
    }
}
