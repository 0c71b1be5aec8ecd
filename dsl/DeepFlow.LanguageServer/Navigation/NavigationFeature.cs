using DeepFlow.Language.Sources;
using DeepFlow.LanguageServer.Protocol;
using StreamJsonRpc;
using Range = DeepFlow.LanguageServer.Protocol.Range;

namespace DeepFlow.LanguageServer.Navigation;

internal sealed record ReferenceContext(bool IncludeDeclaration);

internal sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext? Context);

internal sealed record DocumentHighlight(Range Range);

/// <summary>From a name to its declaration, and to all places that mean the same.</summary>
internal sealed class NavigationFeature(Session session)
{
    [JsonRpcMethod("textDocument/definition", UseSingleObjectParameterDeserialization = true)]
    public Task<Location?> DefinitionAsync(PositionParams at, CancellationToken cancellation) => session.Answer(
        at, (snapshot, path, offset) => snapshot.Definition(path, offset) is { } place ? LocationOf(place) : null, cancellation);

    [JsonRpcMethod("textDocument/references", UseSingleObjectParameterDeserialization = true)]
    public Task<IReadOnlyList<Location>> ReferencesAsync(ReferenceParams at, CancellationToken cancellation) => session.Answer<IReadOnlyList<Location>>(
        new PositionParams(at.TextDocument, at.Position),
        (snapshot, path, offset) => [.. snapshot.FindReferences(path, offset, at.Context?.IncludeDeclaration ?? true).Select(LocationOf)],
        cancellation);

    /// <summary>The places in the same file.</summary>
    [JsonRpcMethod("textDocument/documentHighlight", UseSingleObjectParameterDeserialization = true)]
    public Task<IReadOnlyList<DocumentHighlight>> HighlightAsync(PositionParams at, CancellationToken cancellation) => session.Answer<IReadOnlyList<DocumentHighlight>>(
        at,
        (snapshot, path, offset) =>
            [.. snapshot.FindReferences(path, offset).Where(place => place.Source.Path == path).Select(place => new DocumentHighlight(Range.Of(place)))],
        cancellation);

    private Location LocationOf(Place place) => new(session.Uris.Of(place.Source.Path), Range.Of(place));
}
