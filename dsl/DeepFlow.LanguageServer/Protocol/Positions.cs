using DeepFlow.Language.Services.Navigation;
using DeepFlow.Language.Sources;
using DeepFlow.LanguageServer.Documents;

namespace DeepFlow.LanguageServer.Protocol;

/// <summary>A place between two characters: line and UTF-16 character, both from 0.</summary>
internal sealed record Position(int Line, int Character)
{
    public static Position Of(LinePosition position) => new(position.Line - 1, position.Column - 1);

    public int OffsetIn(SourceText source) => source.OffsetOf(new LinePosition(Line + 1, Character + 1));
}

internal sealed record Range(Position Start, Position End)
{
    public static Range Of(Place place) => new(Position.Of(place.Start), Position.Of(place.End));

    public static Range Of(SourceText source, TextSpan span) => Of(new Place(source, span));

    public TextSpan SpanIn(SourceText source) => TextSpan.Between(Start.OffsetIn(source), End.OffsetIn(source));
}

internal sealed record Location(string Uri, Range Range);

internal sealed record TextEditData(Range Range, string NewText);

internal sealed record WorkspaceEdit(IReadOnlyDictionary<string, IReadOnlyList<TextEditData>> Changes)
{
    public static WorkspaceEdit Of(IEnumerable<FileEdit> edits, DocumentUris uris) => new(edits.GroupBy(edit => uris.Of(edit.Place.Source.Path)).ToDictionary(
        file => file.Key,
        file => (IReadOnlyList<TextEditData>)[.. file.Select(edit => new TextEditData(Range.Of(edit.Place), edit.Replacement))]));
}

/// <param name="Kind"><c>markdown</c> or <c>plaintext</c>.</param>
internal sealed record MarkupContent(string Kind, string Value)
{
    public static MarkupContent? Markdown(string? text) => text is { Length: > 0 } ? new MarkupContent("markdown", text) : null;
}

internal sealed record TextDocumentIdentifier(string Uri);

/// <summary>What every request about a place holds.</summary>
internal sealed record PositionParams(TextDocumentIdentifier TextDocument, Position Position);

/// <summary>What every request about a whole file holds.</summary>
internal sealed record DocumentParams(TextDocumentIdentifier TextDocument);
