using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>A pipeline's text and picture side by side, and the edits that are being collected.</summary>
internal sealed class Canvas(DocumentSyntax document, PipelineSyntax pipeline, Picture picture, PictureBuilder drawn)
{
    private readonly List<TextEdit> _edits = [];

    public SourceText Source => document.Source;

    public string Text => Source.Content;

    public PipelineSyntax Pipeline => pipeline;

    public Picture Picture => picture;

    public IReadOnlyList<TextEdit> Edits => _edits;

    public string NewLine { get; } = document.Source.Content.Contains("\r\n") ? "\r\n" : "\n";

    public StatementSyntax Statement(string node) => drawn.Statements.GetValueOrDefault(node)
        ?? throw new Refusal(picture.Find(node) is null
            ? $"The pipeline `{pipeline.Name.Text}` has no node `{node}`."
            : $"`{node}` is not written in the text, so it cannot be edited.");

    public StepSyntax Step(string node) => Statement(node) as StepSyntax ?? throw new Refusal($"`{node}` is no step.");

    /// <summary>The outcomes by which a step that calls it goes on.</summary>
    public IEnumerable<string> GoesOnBy(string callee) => drawn.GoesOnBy(callee);

    public BlockSyntax? Block(string name) => drawn.Blocks.GetValueOrDefault(name);

    /// <summary>The statements among which this one stands.</summary>
    public IReadOnlyList<StatementSyntax> Siblings(StatementSyntax statement) => pipeline.WithDescendants().OfType<BlockSyntax>()
        .First(block => block.Statements.Any(other => ReferenceEquals(other, statement))).Statements;

    public PinSyntax? PinOf(StatementSyntax statement)
    {
        var siblings = Siblings(statement);
        var at = siblings.ToList().FindIndex(other => ReferenceEquals(other, statement));
        return at > 0 ? siblings[at - 1] as PinSyntax : null;
    }

    public bool Holds(TextSpan span, Func<CommentSyntax, bool>? which = null) =>
        document.Comments.Any(comment => comment.Span.Start >= span.Start && comment.Span.End <= span.End && which?.Invoke(comment) != false);

    public void Insert(int offset, string text) => _edits.Add(TextEdit.Insert(offset, text));

    public void Delete(TextSpan span) => _edits.Add(TextEdit.Delete(span));

    public void Replace(TextSpan span, string text) => _edits.Add(new TextEdit(span, text));

    // ---- lines

    public int LineStart(int offset) => Text.LastIndexOf('\n', Math.Max(0, offset - 1), Math.Max(0, offset)) + 1;

    /// <summary>Behind the line's break.</summary>
    public int LineEnd(int offset) => Text.IndexOf('\n', offset) is var end and >= 0 ? end + 1 : Text.Length;

    public string IndentAt(int offset)
    {
        var start = LineStart(offset);
        var end = start;
        while (end < Text.Length && Text[end] is ' ' or '\t')
        {
            end++;
        }

        return Text[start..end];
    }

    /// <summary>Whether nothing but space stands before it on its line and nothing but a comment behind it.</summary>
    public bool StandsAlone(TextSpan span) =>
        Text[LineStart(span.Start)..span.Start].Trim().Length == 0
        && Text[span.End..LineEnd(span.End)].TrimStart() is var rest && (rest.Length == 0 || rest.StartsWith("//", StringComparison.Ordinal));

    /// <summary>Whole lines: the node's own, and the comments and the pin directly above it.</summary>
    public TextSpan Lines(StatementSyntax statement)
    {
        var start = LineStart(statement.Span.Start);
        var pin = PinOf(statement);
        while (start > 0)
        {
            var above = LineStart(start - 1);
            var line = Text[above..start].Trim();
            var isPin = pin is not null && pin.Span.Start >= above && pin.Span.End <= start && StandsAlone(pin.Span);
            if (!isPin && !(line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("//!", StringComparison.Ordinal)))
            {
                break;
            }

            start = above;
        }

        return TextSpan.Between(start, LineEnd(statement.Span.End));
    }

    /// <summary>The lines moved by some spaces; what is less indented than that goes to the edge.</summary>
    public static string Indented(string lines, int by) => string.Concat(lines.Split('\n').Select((line, i) => (i > 0 ? "\n" : "") + Shift(line, by)));

    private static string Shift(string line, int by) => line.Trim().Length == 0 ? line
        : by >= 0 ? new string(' ', by) + line
        : line[Math.Min(-by, line.Length - line.TrimStart(' ').Length)..];
}
