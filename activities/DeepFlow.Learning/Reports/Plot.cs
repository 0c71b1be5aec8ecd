using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DeepFlow.Learning.Reports;

/// <summary>A value of the type <c>plot</c>: <c>{"$":"plot","title":…,"kind":"line","x":…,"y":…,"series":[{"name":…,"points":[[1,0.5]]}]}</c>.</summary>
/// <param name="X">What the horizontal axis shows.</param>
/// <param name="Y">What the vertical axis shows.</param>
public sealed record Plot(string Title, PlotKind Kind, string X, string Y, ImmutableArray<Series> Series)
{
    [JsonPropertyName("$"), JsonPropertyOrder(-1)]
    public string Tag => "plot";
}

public enum PlotKind { Line, Bar }

/// <param name="Points">Pairs of x and y; for bars x is a position in <paramref name="Categories"/>.</param>
public sealed record Series(string Name, ImmutableArray<ImmutableArray<double>> Points, ImmutableArray<string>? Categories = null)
{
    public static Series Of(string name, IEnumerable<(double X, double Y)> points) =>
        new(name, [.. points.Where(point => double.IsFinite(point.Y)).Select(point => ImmutableArray.Create(point.X, point.Y))]);
}
