using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;

namespace DeepFlow.Server.Api.Sources;

/// <summary>What the compiler says about a place of a text.</summary>
/// <param name="Extent">In UTF-16 characters from the file's start.</param>
/// <param name="Line">From 1, as are columns.</param>
/// <param name="Pipeline">Whose text the place is in; left out outside of pipelines and for other files.</param>
/// <param name="Node">The innermost node of its picture that the place is in.</param>
internal sealed record FindingView(
    string Code, Severity Severity, string Message, string Path, TextSpan Extent, int Line, int Column, int EndLine, int EndColumn, string? Pipeline, string? Node, IReadOnlyList<Fix> Fixes)
{
    public static FindingView Of(Diagnostic found, string drawn, IReadOnlyList<Picture> pictures, IReadOnlyList<(string Name, TextSpan Extent)> pipelines)
    {
        var (place, at) = (found.Place, found.Place.Span);
        var here = place.Source.Path == drawn ? pipelines.FirstOrDefault(pipeline => Holds(pipeline.Extent, at)).Name : null;
        var node = here is null ? null : pictures.First(picture => picture.Pipeline == here).Nodes
            .Where(node => node.Extent is { } extent && Holds(extent, at)).MinBy(node => node.Extent!.Value.Length);
        return new(
            found.Code, found.Severity, found.Message, place.Source.Path, at, place.Start.Line, place.Start.Column, place.End.Line, place.End.Column, here, node?.Id,
            [.. found.Fixes.Select(fix => new Fix(fix.Title, [ChangedText.Of(new TextEdit(fix.Span, fix.Replacement))]))]);
    }

    private static bool Holds(TextSpan outer, TextSpan inner) => outer.Start <= inner.Start && inner.End <= outer.End;
}

/// <param name="Title">What a person chooses, as an order.</param>
internal sealed record Fix(string Title, IReadOnlyList<ChangedText> Edits);

/// <summary>Replaces a stretch of a text, in UTF-16 characters; an empty stretch inserts.</summary>
internal sealed record ChangedText(int Start, int End, string Text)
{
    public static ChangedText Of(TextEdit edit) => new(edit.Span.Start, edit.Span.End, edit.NewText);
}
