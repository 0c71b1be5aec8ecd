using CsCheck;
using DeepFlow.Learning.Evaluation;
using DeepFlow.Testing;

namespace DeepFlow.Learning.Tests.Evaluation;

public sealed class IntervalTests
{
    [Theory]
    [InlineData(8850, 10000, 0.8786, 0.8911)]   // as R's prop.test(8850, 10000, correct = FALSE)
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(0, 0, 0.0, 1.0)]
    public void Wilson_KnownCounts_GivesTheKnownInterval(long hits, long count, double low, double high)
    {
        var interval = Interval.Wilson(hits, count);

        interval.Low.Should().BeApproximately(low, 5e-5);
        interval.High.Should().BeApproximately(high, 5e-5);
    }

    [Fact]
    public void Wilson_AnyCounts_HoldsTheShareInsideZeroAndOne() =>
        Gen.Select(Gen.Int[1, 100_000], Gen.Double[0, 1]).ForEach((count, share) =>
        {
            var hits = (long)(share * count);
            var (low, high) = Interval.Wilson(hits, count);
            return low >= 0 && high <= 1 && low <= (double)hits / count + 1e-12 && high >= (double)hits / count - 1e-12;
        });
}
