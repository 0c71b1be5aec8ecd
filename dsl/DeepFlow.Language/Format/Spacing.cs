using System.Text;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Format;

/// <summary>Where spaces stand within a line. The same sign reads differently as a call's bracket, a type's or a minus; the tree says which it is.</summary>
internal sealed class Spacing
{
    private readonly HashSet<int> _calls = [];
    private readonly HashSet<int> _indexed = [];
    private readonly HashSet<int> _signs = [];
    private readonly HashSet<int> _types = [];
    private readonly HashSet<int> _firstInTypes = [];
    private readonly HashSet<int> _lastInTypes = [];

    public Spacing(DocumentSyntax document)
    {
        foreach (var node in document.WithDescendants())
        {
            Learn(node);
        }
    }

    public string Write(IReadOnlyList<Lexeme> items) => Write(items, null, out _);

    /// <param name="padding">Further spaces before items.</param>
    /// <param name="columns">Where each item begins.</param>
    public string Write(IReadOnlyList<Lexeme> items, IReadOnlyList<int>? padding, out int[] columns)
    {
        var text = new StringBuilder();
        columns = new int[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(' ', (i > 0 && Between(items[i - 1], items[i]) ? 1 : 0) + (padding?[i] ?? 0));
            columns[i] = text.Length;
            text.Append(items[i].Text);
        }

        return text.ToString();
    }

    private void Learn(SyntaxNode node)
    {
        switch (node)
        {
            case ArgumentsSyntax arguments:
                _calls.Add(arguments.Span.Start);
                break;
            case PipelineSyntax or ModelSyntax or ActivitySyntax:
                _calls.Add(((DeclarationSyntax)node).Name.Span.End);
                break;
            case IndexSyntax index:
                _indexed.Add(index.Target.Span.End);
                break;
            case NegateSyntax negate:
                _signs.Add(negate.Span.Start);
                break;
            case NamedTypeSyntax { Arguments.Count: > 0 } type:
                _types.Add(type.Name.Span.End);
                _firstInTypes.Add(type.Arguments[0].Span.Start);
                _lastInTypes.Add(type.Arguments[^1].Span.End);
                break;
        }
    }

    private bool Between(Lexeme left, Lexeme right)
    {
        if (right.Kind == LexemeKind.NewLine || IsSign(right, ",", ")", "]", ":", ".", "..", "?") || IsSign(left, "(", "[", ".", "..", "@"))
        {
            return false;
        }

        return (right.Kind, right.Text) switch
        {
            (LexemeKind.Open, "(") => !_calls.Contains(right.Span.Start) && !_calls.Contains(left.Span.End),
            (LexemeKind.Open, "[") => left.Kind is not (LexemeKind.Close or LexemeKind.Text) && !_indexed.Contains(left.Span.End),
            (LexemeKind.Sign, "<") => !_types.Contains(left.Span.End),
            (LexemeKind.Sign, ">") => !_lastInTypes.Contains(left.Span.End),
            _ => !(left.Is("-") && _signs.Contains(left.Span.Start)) && !(left.Is("<") && _firstInTypes.Contains(right.Span.Start)),
        };
    }

    private static bool IsSign(Lexeme lexeme, params ReadOnlySpan<string> signs) =>
        lexeme.Kind is LexemeKind.Sign or LexemeKind.Open or LexemeKind.Close && signs.Contains(lexeme.Text);
}
