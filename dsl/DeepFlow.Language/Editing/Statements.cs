using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>Statements put in, taken out and moved, each with the comments and the pin directly above it.</summary>
internal static class Statements
{
    public static void Add(Canvas canvas, AddStep add)
    {
        var name = add.Name ?? StepName.FreeAfter(canvas, add.Callee);
        StepName.CheckFree(canvas, name);
        var arguments = string.Join(", ", add.Arguments.Select(argument => $"{argument.Key}: {argument.Value}"));
        var text = $"step {name} = {add.Callee}({arguments})";
        if (add.Where is Placement.OnEdge where && WrittenEdge.Find(canvas, where) is { } edge)
        {
            WrittenEdge.Put(canvas, edge, where.To ?? edge.To[0], name, add.Callee, text);
        }
        else
        {
            Put(canvas, add.Where, text);
        }
    }

    public static void Delete(Canvas canvas, DeleteNode delete)
    {
        var statement = canvas.Statement(delete.Node);
        var steps = statement.WithDescendants().OfType<StepSyntax>().Select(step => step.Name.Text).ToHashSet(StringComparer.Ordinal);
        Edges.RemoveAllTo(canvas, statement, steps);
        TakeOut(canvas, statement);
    }

    public static void Move(Canvas canvas, MoveNode move)
    {
        var statement = canvas.Statement(move.Node);
        if (move.Where is Placement.After { Node: var after } && after == move.Node || move.Where is Placement.Before { Node: var before } && before == move.Node)
        {
            return;
        }

        var alone = canvas.StandsAlone(statement.Span);
        var span = alone ? canvas.Lines(statement) : statement.Span;
        if (TargetOf(canvas, move.Where) is var target && target.Start >= span.Start && target.End <= span.End)
        {
            throw new Refusal($"`{move.Node}` cannot be moved into itself.");
        }

        var lines = canvas.Source.Slice(span).TrimEnd('\r', '\n');
        Put(canvas, move.Where, alone ? Canvas.Indented(lines, -canvas.IndentAt(statement.Span.Start).Length) : lines);
        TakeOut(canvas, statement);
    }

    private static TextSpan TargetOf(Canvas canvas, Placement where) => where switch
    {
        Placement.After after => canvas.Statement(after.Node).Span,
        Placement.Before before => canvas.Statement(before.Node).Span,
        Placement.Into into => canvas.Block(into.Block)?.Span ?? canvas.Statement(into.Block.Split('/')[0]).Span,
        Placement.OnEdge edge => EdgePlacement.Near(canvas, edge).Span,
        _ => default,
    };

    public static void TakeOut(Canvas canvas, StatementSyntax statement)
    {
        if (Inline.IsElseIf(canvas, statement))
        {
            throw new Refusal("An `else if` is a part of the `if` before it.");
        }

        if (canvas.StandsAlone(statement.Span))
        {
            canvas.Delete(WithIdleBlankLine(canvas, canvas.Lines(statement)));
        }
        else
        {
            Inline.Delete(canvas, canvas.PinOf(statement) is { } pin ? pin.Span.To(statement.Span) : statement.Span);
        }
    }

    // Of two blank lines that would meet, or one at a block's edge, one goes.
    private static TextSpan WithIdleBlankLine(Canvas canvas, TextSpan lines)
    {
        var above = lines.Start > 0 ? canvas.Text[canvas.LineStart(lines.Start - 1)..lines.Start] : "{";
        var below = canvas.Text[lines.End..canvas.LineEnd(lines.End)];
        var opens = above.Trim().EndsWith('{');
        if (above.Trim().Length == 0 && (below.Trim().Length == 0 || below.TrimStart().StartsWith('}')))
        {
            return TextSpan.Between(lines.Start - above.Length, lines.End);
        }

        return opens && below.Length > 0 && below.Trim().Length == 0 ? TextSpan.Between(lines.Start, lines.End + below.Length) : lines;
    }

    /// <param name="text">Without indentation; its lines end as the file's do.</param>
    public static void Put(Canvas canvas, Placement where, string text)
    {
        switch (where)
        {
            case Placement.OnEdge edge:
                EdgePlacement.Put(canvas, edge, text);
                break;
            case Placement.After after:
                PutAfter(canvas, after.Node, text);
                break;
            case Placement.Before before:
                PutBefore(canvas, canvas.Statement(before.Node), text);
                break;
            case Placement.Into into:
                PutInto(canvas, into.Block, text);
                break;
        }
    }

    private static void PutAfter(Canvas canvas, string node, string text)
    {
        if (canvas.Picture.Find(node) is { Kind: PictureNodeKind.Return or PictureNodeKind.Fail })
        {
            throw new Refusal($"Nothing runs behind `{node}`.");
        }

        PutAfter(canvas, canvas.Statement(node), text);
    }

    public static void PutAfter(Canvas canvas, StatementSyntax statement, string text)
    {
        if (canvas.StandsAlone(statement.Span))
        {
            canvas.Insert(canvas.LineEnd(statement.Span.End), Lines(canvas, canvas.IndentAt(statement.Span.Start), text));
        }
        else
        {
            Inline.StartOf(canvas, statement);
            canvas.Insert(statement.Span.End, "; " + OneLine(text));
        }
    }

    public static void PutBefore(Canvas canvas, StatementSyntax statement, string text)
    {
        if (canvas.StandsAlone(statement.Span))
        {
            canvas.Insert(canvas.Lines(statement).Start, Lines(canvas, canvas.IndentAt(statement.Span.Start), text));
        }
        else
        {
            canvas.Insert(canvas.PinOf(statement)?.Span.Start ?? Inline.StartOf(canvas, statement), OneLine(text) + "; ");
        }
    }

    private static void PutInto(Canvas canvas, string name, string text)
    {
        if (canvas.Block(name) is not { } block)
        {
            MakeBlock(canvas, name, text);
        }
        else if (block.Span.Length == 0 || canvas.Text[block.Span.Start] != '{')
        {
            throw new Refusal($"`{name}` is a single statement without `{{ }}`; put the step before or behind it.");
        }
        else if (block.Statements.Count == 0)
        {
            Fill(canvas, block, text);
        }
        else if (block.Statements[^1] is ReturnSyntax or StopSyntax or FailSyntax)
        {
            PutBefore(canvas, block.Statements[^1], text);
        }
        else
        {
            PutAfter(canvas, block.Statements[^1], text);
        }
    }

    private static void MakeBlock(Canvas canvas, string name, string text)
    {
        var cut = name.LastIndexOf('/');
        var statement = canvas.Statement(cut < 0 ? name : name[..cut]);
        var inside = name[(cut + 1)..];
        var indent = canvas.IndentAt(statement.Span.Start);
        if (statement is IfSyntax { Otherwise: null } && inside == "false" && !Inline.IsElseIf(canvas, statement))
        {
            canvas.Insert(statement.Span.End, $" else {{{canvas.NewLine}{Lines(canvas, indent + "    ", text)}{indent}}}");
        }
        else if (statement is ParallelSyntax { Body.Statements: [.., var last] })
        {
            StepName.Check(inside);
            PutAfter(canvas, last, $"branch {inside} {{{canvas.NewLine}{Lines(canvas, "    ", text)}}}");
        }
        else
        {
            throw new Refusal($"There is no block `{name}` in the pipeline `{canvas.Pipeline.Name.Text}`.");
        }
    }

    private static void Fill(Canvas canvas, BlockSyntax block, string text)
    {
        var inside = TextSpan.Between(block.Span.Start + 1, block.Span.End - 1);
        var indent = canvas.IndentAt(block.Span.Start);
        if (canvas.Holds(inside))
        {
            canvas.Insert(canvas.LineStart(inside.End), Lines(canvas, indent + "    ", text));
        }
        else
        {
            canvas.Replace(inside, canvas.NewLine + Lines(canvas, indent + "    ", text) + indent);
        }
    }

    public static string Lines(Canvas canvas, string indent, string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.Trim().Length == 0 ? line : indent + line)) + canvas.NewLine;

    private static string OneLine(string text) => text.Contains("//") && text.Contains('\n')
        ? throw new Refusal("A statement with comments cannot share a line with others; format the file first.")
        : text;
}
