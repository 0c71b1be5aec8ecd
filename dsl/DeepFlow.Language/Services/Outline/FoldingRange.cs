using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Outline;

/// <summary>Lines that may be folded away, from 1; the first stays in sight.</summary>
/// <param name="IsComment">A block of comments rather than what stands in brackets.</param>
public sealed record FoldingRange(int StartLine, int EndLine, bool IsComment)
{
    internal static IReadOnlyList<FoldingRange> Of(LanguageFile file)
    {
        var ranges = new List<FoldingRange>();
        var open = new Stack<int>();
        (int First, int Last)? comments = null;
        foreach (var lexeme in file.Lexemes)
        {
            var line = file.Source.PositionOf(lexeme.Span.Start).Line;
            if (lexeme.Kind == LexemeKind.Comment && IsAlone(file, lexeme, line))
            {
                comments = comments is { } block && block.Last == line - 1 ? (block.First, line) : Ended(ranges, comments, line);
            }
            else if (lexeme.Kind == LexemeKind.Text && file.Source.PositionOf(lexeme.Span.End).Line is var end && end > line)
            {
                ranges.Add(new FoldingRange(line, end, false));
            }
            else if (lexeme.Kind == LexemeKind.Open)
            {
                open.Push(line);
            }
            else if (lexeme.Kind == LexemeKind.Close && open.TryPop(out var start) && line - 1 > start)
            {
                ranges.Add(new FoldingRange(start, line - 1, false));
            }
        }

        Ended(ranges, comments, 0);
        return [.. ranges.DistinctBy(range => range.StartLine).OrderBy(range => range.StartLine)];
    }

    private static (int First, int Last) Ended(List<FoldingRange> ranges, (int First, int Last)? comments, int next)
    {
        if (comments is { } block && block.Last > block.First)
        {
            ranges.Add(new FoldingRange(block.First, block.Last, true));
        }

        return (next, next);
    }

    private static bool IsAlone(LanguageFile file, Lexeme comment, int line) =>
        file.Source.Line(line).TrimStart().StartsWith(comment.Text.TrimEnd(), StringComparison.Ordinal);
}
