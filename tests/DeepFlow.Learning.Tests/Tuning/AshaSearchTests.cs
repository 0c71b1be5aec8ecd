using System.Collections.Immutable;
using CsCheck;
using DeepFlow.Learning.Tuning;
using DeepFlow.Testing;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Tests.Tuning;

public sealed class AshaSearchTests
{
    private static readonly ImmutableSortedDictionary<string, SearchRange> Space = ImmutableSortedDictionary<string, SearchRange>.Empty
        .Add("hidden", new IntRange(new(32, 256)))
        .Add("lr", new LogRange(new(1e-4, 1e-2)));

    private static readonly AshaSearch Search = new(new Asha(Trials: 10, Epochs: 5), Space, 42);

    [Theory]
    [InlineData(5, 3, new[] { 1, 2, 5 })]
    [InlineData(27, 3, new[] { 1, 3, 9, 27 })]
    [InlineData(20, 4, new[] { 1, 2, 5, 20 })]
    [InlineData(1, 3, new[] { 1 })]
    public void Rungs_EndAtTheEpochsAskedFor(int epochs, int factor, int[] expected) =>
        new AshaSearch(new Asha(Epochs: epochs, Factor: factor), Space, 1).Rungs.Should().Equal(expected);

    [Fact]
    public void Assign_OneWorker_TrainsTheBestThirdLonger()
    {
        var (finished, work) = RunToEnd(Search, trial => trial.Parameters["hidden"] is IntValue hidden ? hidden.Value : 0);

        finished.Trials.Should().HaveCount(10);
        work.Sum(piece => piece.ToEpoch - piece.FromEpoch).Should().BeLessThan(5 * 10 / 2, "most trials stop early");
        finished.Best!.Scores.Should().HaveCount(3, "the best configuration reaches the last rung");
        finished.Best.Parameters["hidden"].Should().Be(finished.Trials.Select(trial => trial.Parameters["hidden"]).MaxBy(value => ((IntValue)value).Value));
    }

    [Fact]
    public void Assign_EarlyBestTrial_IsPromotedWithoutWaitingForTheRung()
    {
        var search = Search;
        for (var trial = 0; trial < 3; trial++)
        {
            (search, _) = search.Assign();
            search = search.Report(trial, score: trial);
        }

        search.Assign().Work.Should().BeEquivalentTo(new { Trial = 2, Rung = 1, FromEpoch = 1, ToEpoch = 2 });
    }

    [Fact]
    public void Assign_StoppedAndRestoredAfterAnyReport_GoesOnTheSame()
    {
        static double Score(Assignment work) => ((FloatValue)work.Parameters["lr"]).Value * work.ToEpoch;
        var (straight, work) = RunToEnd(Search, Score);

        for (var stop = 0; stop < work.Count; stop++)
        {
            var search = Search;
            for (var step = 0; step < stop; step++)
            {
                var (next, piece) = search.Assign();
                search = next.Report(piece!.Trial, Score(piece));
            }

            var stored = search.Trials.Select(trial => (trial.Scores, trial.UnderWay)).ToList();
            var restored = Search.Restore(stored);
            RunToEnd(restored, Score).Work.Should().BeEquivalentTo(work.Skip(stop), options => options.WithStrictOrdering());
        }
    }

    [Fact]
    public void Assign_SeveralWorkers_NeverExceedsTheTrialsAndKeepsTheBestFirst() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 30], Gen.Int[2, 4], Gen.Int[1, 6], Gen.Int).ForEach((trials, epochs, factor, workers, seed) =>
        {
            var random = new Random(seed);
            var search = new AshaSearch(new Asha(SearchMetric.Loss, Goal.Minimize, trials, epochs, factor), Space, seed);
            var running = new List<Assignment>();
            while (true)
            {
                while (running.Count < workers && search.Assign() is { Work: { } work } assigned)
                {
                    (search, _) = assigned;
                    running.Add(work);
                }

                if (running.Count == 0) break;
                var done = running[random.Next(running.Count)];
                running.Remove(done);
                search = search.Report(done.Trial, random.Next(10) == 0 ? double.NaN : random.NextDouble());
            }

            search.IsFinished.Should().BeTrue();
            search.Trials.Should().HaveCount(trials);
            for (var rung = 1; rung < search.Rungs.Length; rung++)
            {
                var lower = search.Trials.Count(trial => trial.Scores.Length >= rung);
                search.Trials.Count(trial => trial.Scores.Length > rung).Should().BeGreaterThanOrEqualTo(lower / factor);
            }

            var latest = search.Trials.Select(trial => trial.Scores[^1]).Where(score => !double.IsNaN(score)).DefaultIfEmpty(double.NaN).Min();
            search.Best!.Scores[^1].Should().Be(latest);
        }, times: 200);

    [Fact]
    public void Report_NotANumber_IsTheWorstScore()
    {
        var search = Search;
        foreach (var score in new[] { double.NaN, 0.2, 0.1 })
        {
            (search, var work) = search.Assign();
            search = search.Report(work!.Trial, score);
        }

        search.Assign().Work!.Trial.Should().Be(1);
        search.Best!.Number.Should().Be(1);
    }

    private static (AshaSearch Search, List<Assignment> Work) RunToEnd(AshaSearch search, Func<Assignment, double> score)
    {
        var work = new List<Assignment>();
        while (search.Assign() is { Work: { } piece } assigned)
        {
            work.Add(piece);
            search = assigned.Next.Report(piece.Trial, score(piece));
        }

        return (search, work);
    }
}
