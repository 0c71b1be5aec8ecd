using DeepFlow.Language.Services.Highlighting;
using DeepFlow.Language.Sources;
using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;

namespace DeepFlow.LanguageServer.Highlighting;

internal sealed record SemanticTokensLegend(IReadOnlyList<string> TokenTypes, IReadOnlyList<string> TokenModifiers);

internal sealed record SemanticTokensData(IReadOnlyList<int> Data);

internal sealed class SemanticTokensFeature(Session session)
{
    /// <summary>The protocol's names for our kinds, in the order of their numbers.</summary>
    public static SemanticTokensLegend Legend { get; } = new(
        [.. Enum.GetNames<SemanticTokenKind>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])], ["declaration"]);

    [JsonRpcMethod("textDocument/semanticTokens/full", UseSingleObjectParameterDeserialization = true)]
    public Task<SemanticTokensData> TokensAsync(DocumentParams document, CancellationToken cancellation) => session.Answer(
        document.TextDocument,
        (snapshot, path) => new SemanticTokensData(snapshot.Source(path) is { } source ? Encode(source, snapshot.Highlights(path)) : []),
        cancellation);

    // Five numbers a token; line and character count from the token before.
    private static List<int> Encode(SourceText source, IReadOnlyList<SemanticToken> tokens)
    {
        var data = new List<int>(tokens.Count * 5);
        var (line, character) = (0, 0);
        foreach (var token in tokens.OrderBy(token => token.Span.Start))
        {
            var at = Position.Of(source.PositionOf(token.Span.Start));
            data.AddRange([at.Line - line, at.Line == line ? at.Character - character : at.Character, token.Span.Length, (int)token.Kind, token.IsDeclaration ? 1 : 0]);
            (line, character) = (at.Line, at.Character);
        }

        return data;
    }
}
