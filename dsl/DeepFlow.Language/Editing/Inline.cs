using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>Statements and settings that share their line with others, parted by <c>;</c>.</summary>
internal static class Inline
{
    /// <summary>Where something may be put before a statement.</summary>
    public static int StartOf(Canvas canvas, StatementSyntax statement) => IsElseIf(canvas, statement)
        ? throw new Refusal("An `else if` is a part of the `if` before it.")
        : statement.Span.Start;

    /// <summary>Takes it out together with the separator that is left over.</summary>
    public static void Delete(Canvas canvas, TextSpan span)
    {
        var text = canvas.Text;
        var (start, end) = (span.Start, span.End);
        var after = SkipSpaces(text, end, 1);
        if (after < text.Length && text[after] == ';')
        {
            end = SkipSpaces(text, after + 1, 1);
        }
        else
        {
            var before = SkipSpaces(text, start - 1, -1);
            start = before >= 0 && text[before] == ';' ? before : start;
        }

        // `{ a }` leaves `{ }`.
        if (start > 0 && text[start - 1] == ' ' && end < text.Length && text[end] == ' ' && start == span.Start && end == span.End)
        {
            end++;
        }

        canvas.Delete(TextSpan.Between(start, end));
    }

    public static bool IsElseIf(Canvas canvas, StatementSyntax statement) =>
        statement is IfSyntax && canvas.Text[..statement.Span.Start].TrimEnd().EndsWith("else", StringComparison.Ordinal);

    private static int SkipSpaces(string text, int at, int step)
    {
        while (at >= 0 && at < text.Length && text[at] is ' ' or '\t')
        {
            at += step;
        }

        return at;
    }
}
