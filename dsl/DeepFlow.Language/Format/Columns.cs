using System.Text;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Format;

/// <summary>
/// Columns that the writer made by hand: where one of several lines in a row pads its <c>=</c>, its <c>-></c>, its label or what
/// follows a data set's first word, all of them do; comments that stood in one column do so again.
/// </summary>
internal sealed class Columns(SourceText source, Spacing spacing)
{
    public IEnumerable<string> Write(IReadOnlyList<Line> lines)
    {
        var code = new string[lines.Count];
        var padding = lines.Select(line => new int[line.Items.Count]).ToArray();
        for (var i = 0; i < lines.Count; i++)
        {
            var end = i;
            while (end + 1 < lines.Count && AreAlike(lines[i], lines[end + 1]))
            {
                end++;
            }

            Align(lines, padding, i, end);
            for (; i <= end; i++)
            {
                code[i] = lines[i].Kept ?? Indented(lines[i].Level, spacing.Write(lines[i].Items, padding[i], out _));
            }

            i = end;
        }

        WriteComments(lines, code);
        return code;
    }

    private static string Indented(int level, string text) => new string(' ', level * Line.Indent) + text;

    private static bool AreAlike(Line a, Line b) => ClassOf(a) is { } kind && kind == ClassOf(b) && a.Level == b.Level;

    private static string? ClassOf(Line line) => line.Kept is not null || line.Items.Count < 2 || !line.BeginsRow ? null : line.Items[0].Text switch
    {
        "step" or "var" or "set" when line.Items[0].Kind == LexemeKind.Reserved => "step",
        "on" when line.Items[0].Kind == LexemeKind.Reserved => "on",
        "item" or "label" or "field" or "expect" when !line.Items[1].Is(":") && !line.Items[1].Is("(") => "item",
        _ => null,
    };

    private void Align(IReadOnlyList<Line> lines, int[][] padding, int from, int to)
    {
        foreach (var anchor in AnchorsOf(ClassOf(lines[from])))
        {
            var members = Enumerable.Range(from, to - from + 1).Select(i => (Line: i, Item: anchor(lines[i].Items))).Where(member => member.Item > 0).ToList();
            if (!members.Any(member => lines[member.Line].Source.GapBefore(member.Item) > 1))
            {
                continue;
            }

            var columns = members.Select(member => Column(lines[member.Line], padding[member.Line], member.Item)).ToList();
            foreach (var (member, column) in members.Zip(columns))
            {
                padding[member.Line][member.Item] = columns.Max() - column;
            }
        }
    }

    private int Column(Line line, int[] padding, int item)
    {
        spacing.Write(line.Items, padding, out var columns);
        return columns[item];
    }

    private static IReadOnlyList<Func<IReadOnlyList<Lexeme>, int>> AnchorsOf(string? kind) => kind switch
    {
        "step" => [items => Find(items, item => item.Is("="))],
        "on" => [items => Find(items, item => item.Kind == LexemeKind.Text), items => Find(items, item => item.Is("->"))],
        "item" => [_ => 1],
        _ => [],
    };

    private static int Find(IReadOnlyList<Lexeme> items, Func<Lexeme, bool> wanted)
    {
        var depth = 0;
        for (var i = 0; i < items.Count; i++)
        {
            depth += items[i].Kind == LexemeKind.Open ? 1 : items[i].Kind == LexemeKind.Close ? -1 : 0;
            if (depth == 0 && wanted(items[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private void WriteComments(IReadOnlyList<Line> lines, string[] code)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Comment is not { } comment || lines[i].Kept is not null)
            {
                continue;
            }

            if (!lines[i].HasCode)
            {
                code[i] += comment.Text.TrimEnd();
                continue;
            }

            var end = i;
            while (end + 1 < lines.Count && IsTrailing(lines[end + 1]) && ColumnOf(lines[end + 1]) == ColumnOf(lines[i]))
            {
                end++;
            }

            var byHand = Enumerable.Range(i, end - i + 1).Where(line => Gap(lines[line]) > 1).ToList();
            var column = byHand.Count == 0 ? 0 : byHand.Max(line => ColumnOf(lines[line]) + Shift(lines[line]));
            column = byHand.Count == 0 ? 0 : Math.Max(column, Enumerable.Range(i, end - i + 1).Max(line => code[line].Length + 1));
            for (; i <= end; i++)
            {
                code[i] = new StringBuilder(code[i]).Append(' ', Math.Max(1, column - code[i].Length)).Append(lines[i].Comment!.Text.TrimEnd()).ToString();
            }

            i = end;
        }
    }

    private static bool IsTrailing(Line line) => line.Comment is not null && line.HasCode && line.Kept is null;

    private int ColumnOf(Line line) => source.PositionOf(line.Comment!.Span.Start).Column - 1;

    private static int Gap(Line line) => line.Comment!.Span.Start - line.Source.Items[^1].Span.End;

    private int Shift(Line line) => (line.Level * Line.Indent) - (source.PositionOf(line.Items[0].Span.Start).Column - 1);
}
