namespace DeepFlow.Learning.Evaluation;

/// <summary>Where a share lies with 95 % confidence.</summary>
public sealed record Interval(double Low, double High)
{
    private const double StandardDeviations = 1.959963984540054;

    /// <summary>Wilson's score interval (1927): right also near 0 and 1, where the usual one is not.</summary>
    /// <param name="hits">0 to <paramref name="count"/>.</param>
    /// <param name="count">0 gives the whole of 0..1.</param>
    public static Interval Wilson(long hits, long count)
    {
        if (count == 0)
        {
            return new Interval(0, 1);
        }

        const double z2 = StandardDeviations * StandardDeviations;
        var share = (double)hits / count;
        var middle = (share + (z2 / (2 * count))) / (1 + (z2 / count));
        var half = StandardDeviations / (1 + (z2 / count)) * Math.Sqrt((share * (1 - share) / count) + (z2 / (4.0 * count * count)));
        return new Interval(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
