using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>A statement put between a node and the one that it goes on to. A statement that is a branch of its own gets a <c>branch</c> around both.</summary>
internal static class EdgePlacement
{
    public static void Put(Canvas canvas, Placement.OnEdge edge, string text)
    {
        var (where, node) = Resolve(canvas, edge);
        if (where is Side.Block)
        {
            Statements.Put(canvas, new Placement.Into(node), text);
            return;
        }

        var statement = canvas.Statement(node);
        if (IsBareBranch(canvas, statement))
        {
            Branch(canvas, statement, text, where);
        }
        else
        {
            Statements.Put(canvas, where is Side.Before ? new Placement.Before(node) : new Placement.After(node), text);
        }
    }

    /// <summary>The statement at which it will stand.</summary>
    public static StatementSyntax Near(Canvas canvas, Placement.OnEdge edge)
    {
        var (where, node) = Resolve(canvas, edge);
        return canvas.Statement(where is Side.Block ? node[..node.LastIndexOf('/')] : node);
    }

    private static (Side Where, string Node) Resolve(Canvas canvas, Placement.OnEdge edge)
    {
        var picture = canvas.Picture;
        var drawn = picture.Edges.FirstOrDefault(each => each.From == edge.From && each.Outcome == edge.Outcome && (edge.To is null || each.To.Contains(edge.To)))
            ?? throw new Refusal($"`{edge.Outcome}` of `{edge.From}` does not lead to `{edge.To ?? "anything"}`.");
        if (drawn.Extent is not null)
        {
            throw new Refusal($"`{edge.Outcome}` of `{edge.From}` leads to a step that stands elsewhere; only a step can be added on the way there.");
        }

        var (from, to) = (picture.Find(drawn.From)!, picture.Find(drawn.To[0])!);
        var block = $"{from.Id}/{edge.Outcome}";
        return from.Kind switch
        {
            PictureNodeKind.Decision or PictureNodeKind.Fork when to.Blocks.LastOrDefault() == block && to.Extent is not null => (Side.Before, to.Id),
            PictureNodeKind.Decision or PictureNodeKind.Fork => (Side.Block, block),
            PictureNodeKind.Join => (Side.After, picture.Nodes.First(node => node.Kind == PictureNodeKind.Fork && node.Span == from.Span).Id),
            _ => (Side.After, from.Id),
        };
    }

    /// <summary>Whether it stands in a <c>parallel</c> without a <c>branch</c> around it.</summary>
    public static bool IsBareBranch(Canvas canvas, StatementSyntax statement) => canvas.Pipeline.WithDescendants().OfType<ParallelSyntax>()
        .Any(parallel => parallel.Body.Statements.Any(other => ReferenceEquals(other, statement)));

    private static void Branch(Canvas canvas, StatementSyntax statement, string text, Side where)
    {
        if (!canvas.StandsAlone(statement.Span))
        {
            throw new Refusal("The statements share a line with others; format the file first.");
        }

        var (indent, lines) = (canvas.IndentAt(statement.Span.Start), canvas.Lines(statement));
        var added = Statements.Lines(canvas, indent + "    ", text);
        var name = StepName.FreeAfter(canvas, statement is StepSyntax step ? step.Name.Text + "_branch" : "branch");
        canvas.Insert(lines.Start, $"{indent}branch {name} {{{canvas.NewLine}{(where is Side.Before ? added : "")}");
        for (var start = lines.Start; start < lines.End; start = canvas.LineEnd(start))
        {
            if (canvas.Source.Slice(TextSpan.Between(start, canvas.LineEnd(start))).Trim().Length > 0)
            {
                canvas.Insert(start, "    ");
            }
        }

        canvas.Insert(lines.End, $"{(where is Side.After ? added : "")}{indent}}}{canvas.NewLine}");
    }

    private enum Side
    {
        Before,
        After,
        Block,
    }
}
