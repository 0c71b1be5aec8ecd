using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>Blocks put around statements and taken away from around them; only indentation changes in the lines between.</summary>
internal static class Wrapping
{
    private const int Indent = 4;

    public static void Wrap(Canvas canvas, string firstNode, string lastNode, string head)
    {
        var (first, last) = (canvas.Statement(firstNode), canvas.Statement(lastNode));
        var inside = Between(canvas, first, last);
        if (head.StartsWith("parallel", StringComparison.Ordinal))
        {
            RefuseWhatIsNoBranch(inside);
        }

        if (inside.Any(statement => !canvas.StandsAlone(statement.Span)))
        {
            throw new Refusal("The statements share a line with others; format the file first.");
        }

        var indent = canvas.IndentAt(first.Span.Start);
        var lines = canvas.Lines(first).To(canvas.Lines(last));
        canvas.Insert(lines.Start, indent + head + canvas.NewLine);
        foreach (var line in LinesIn(canvas, lines).Where(line => canvas.Source.Slice(line).Trim().Length > 0))
        {
            canvas.Insert(line.Start, new string(' ', Indent));
        }

        canvas.Insert(lines.End, indent + "}" + canvas.NewLine);
    }

    public static void Unwrap(Canvas canvas, string node)
    {
        var statement = canvas.Statement(node);
        if (statement is IfSyntax { Otherwise: not null })
        {
            throw new Refusal($"`{node}` has an `else`; take away what that holds first.");
        }

        var blocks = statement switch
        {
            IfSyntax choice => [(statement, choice.Then)],
            ForSyntax loop => [(statement, loop.Body)],
            ParallelSyntax parallel => [(statement, parallel.Body), .. parallel.Body.Statements.OfType<BranchSyntax>().Select(branch => ((StatementSyntax)branch, branch.Body))],
            _ => (List<(StatementSyntax, BlockSyntax)>)[],
        };
        if (blocks.Count == 0)
        {
            throw new Refusal($"`{node}` is no block around other statements.");
        }

        if (canvas.PinOf(statement) is { } pin)
        {
            canvas.Delete(TextSpan.Between(canvas.LineStart(pin.Span.Start), canvas.LineEnd(pin.Span.End)));
        }

        var heads = blocks.SelectMany(block => Ends(canvas, node, block.Item1, block.Item2)).ToHashSet();
        foreach (var line in LinesIn(canvas, TextSpan.Between(canvas.LineStart(statement.Span.Start), canvas.LineEnd(statement.Span.End))))
        {
            var depth = blocks.Count(block => block.Item2.Span.Start < line.Start && line.Start < block.Item2.Span.End);
            var text = canvas.Source.Slice(line);
            var leading = text.Length - text.TrimStart(' ').Length;
            if (heads.Contains(line.Start))
            {
                RemoveHead(canvas, line, text);
            }
            else if (text.Trim().Length > 0)
            {
                canvas.Delete(new TextSpan(line.Start, Math.Min(depth * Indent, leading)));
            }
        }
    }

    // The lines on which a block opens and closes, each with nothing else on them.
    private static IEnumerable<int> Ends(Canvas canvas, string node, StatementSyntax statement, BlockSyntax block)
    {
        var close = block.Span.End - 1;
        var opensAlone = canvas.StandsAlone(TextSpan.Between(statement.Span.Start, block.Span.Start + 1));
        if (!opensAlone || !canvas.StandsAlone(new TextSpan(close, 1)) || canvas.LineStart(statement.Span.Start) != canvas.LineStart(block.Span.Start))
        {
            throw new Refusal($"`{node}` is not written with its brackets at the ends of lines; format the file first.");
        }

        return [canvas.LineStart(statement.Span.Start), canvas.LineStart(close)];
    }

    private static void RemoveHead(Canvas canvas, TextSpan line, string text)
    {
        var comment = text.LastIndexOf("//", StringComparison.Ordinal);
        var keeps = comment >= 0 && canvas.Holds(TextSpan.Between(line.Start + comment, line.End));
        canvas.Replace(line, keeps ? canvas.IndentAt(line.Start) + text[comment..] : "");
    }

    private static List<StatementSyntax> Between(Canvas canvas, StatementSyntax first, StatementSyntax last)
    {
        var siblings = canvas.Siblings(first).ToList();
        var (from, to) = (siblings.FindIndex(other => ReferenceEquals(other, first)), siblings.FindIndex(other => ReferenceEquals(other, last)));
        if (to < from)
        {
            throw new Refusal("The statements do not stand in one block, the first before the last.");
        }

        return siblings[from..(to + 1)];
    }

    private static void RefuseWhatIsNoBranch(List<StatementSyntax> inside)
    {
        if (inside.Count(statement => statement is not PinSyntax) < 2)
        {
            throw new Refusal("A `parallel` needs at least two branches.");
        }

        if (inside.Any(statement => statement is not (StepSyntax or IfSyntax or ParallelSyntax or ForSyntax or PinSyntax)))
        {
            throw new Refusal("Only steps and blocks can be branches of a `parallel`.");
        }
    }

    private static IEnumerable<TextSpan> LinesIn(Canvas canvas, TextSpan span)
    {
        for (var start = span.Start; start < span.End; start = canvas.LineEnd(start))
        {
            yield return TextSpan.Between(start, canvas.LineEnd(start));
        }
    }
}
