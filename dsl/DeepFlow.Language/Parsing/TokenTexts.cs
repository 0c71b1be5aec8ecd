using Antlr4.Runtime;
using DeepFlow.Language.Parsing.Generated;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Parsing;

/// <summary>The texts of a file's tokens, each kept once: most are signs, words of the language and names that come again.</summary>
internal sealed class TokenTexts(SourceText source)
{
    private static readonly string?[] Fixed =
        [.. Enumerable.Range(0, DeepFlowLexer.UNKNOWN + 1).Select(type => DeepFlowLexer.DefaultVocabulary.GetLiteralName(type)?.Trim('\''))];

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Of(IToken token)
    {
        if (Fixed[token.Type] is { } text)
        {
            return text;
        }

        var written = source.Content.AsSpan(token.StartIndex, token.StopIndex + 1 - token.StartIndex);
        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(written, out var same))
        {
            same = written.ToString();
            _known.Add(same);
        }

        return same;
    }
}
