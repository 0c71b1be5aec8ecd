using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Syntax;

/// <summary>A word, a sign or a comment as it stands in the text.</summary>
/// <param name="JoinsNext">A newline behind it does not separate.</param>
/// <param name="JoinsPrevious">A newline before it does not separate.</param>
internal sealed record Lexeme(LexemeKind Kind, string Text, TextSpan Span, bool JoinsNext = false, bool JoinsPrevious = false)
{
    /// <summary>A word of any kind: what a person may be in the middle of typing.</summary>
    public bool IsWord => Kind is LexemeKind.Word or LexemeKind.Reserved;

    public bool Is(string text) => Kind is not (LexemeKind.Text or LexemeKind.Comment) && Text == text;
}

internal enum LexemeKind
{
    /// <summary>A name, or a word of the language that may be one.</summary>
    Word,

    /// <summary>A reserved word where it is no label.</summary>
    Reserved,
    Number,
    Text,
    Sign,
    Open,
    Close,

    /// <summary>A line's end or <c>;</c>.</summary>
    NewLine,
    Comment,
}
