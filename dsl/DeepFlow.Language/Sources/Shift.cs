namespace DeepFlow.Language.Sources;

/// <summary>A stretch of a file's earlier text that stands in its present text unchanged, maybe at another place.</summary>
/// <param name="Source">The present text.</param>
/// <param name="Stretch">Where it stood.</param>
/// <param name="By">How far it moved, in UTF-16 characters.</param>
internal readonly record struct Shift(SourceText Source, TextSpan Stretch, int By)
{
    /// <summary>The place in the present text; a place outside the stretch stays as it is.</summary>
    public Place Moved(Place place) =>
        Covers(place) ? new Place(Source, place.Span with { Start = place.Span.Start + By }) : place;

    public Place? Moved(Place? place) => place is { } known ? Moved(known) : null;

    public bool Covers(Place place) =>
        place.Source.Path == Source.Path && Stretch.Start <= place.Span.Start && place.Span.End <= Stretch.End;
}
