namespace DeepFlow.Language.Sources;

/// <summary>A span in a file.</summary>
public readonly record struct Place(SourceText Source, TextSpan Span)
{
    public LinePosition Start => Source.PositionOf(Span.Start);

    public LinePosition End => Source.PositionOf(Span.End);

    /// <summary><c>file:line:column</c></summary>
    public override string ToString() => $"{Source.Path}:{Start.Line}:{Start.Column}";
}
