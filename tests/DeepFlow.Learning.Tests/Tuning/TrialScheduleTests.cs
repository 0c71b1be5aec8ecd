using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using DeepFlow.Learning.Tuning;
using DeepFlow.Testing;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Learning.Tests.Tuning;

/// <summary>What a tuning decides in each turn, without training anything.</summary>
public sealed class TrialScheduleTests
{
    private static readonly ImmutableSortedDictionary<string, SearchRange> Space = ImmutableSortedDictionary<string, SearchRange>.Empty.Add("lr", new LogRange(new(1e-4, 1e-2)));

    private static readonly TrialSchedule Schedule = new(new AshaSearch(new Asha(Trials: 10, Epochs: 5), Space, 42), 3, ImmutableSortedDictionary<int, string>.Empty, null);

    [Fact]
    public void Assign_StartsAsManyTrialsAsMayTrainAtOnce_AndGoesOnWithEachResult()
    {
        var (tuning, work) = Schedule.Assign();
        work.Select(piece => piece.Trial).Should().Equal(0, 1, 2);
        (tuning.UnderWay, tuning.Judged).Should().Be((3, 0));
        tuning.Assign().Work.Should().BeEmpty();

        (tuning, work) = tuning.Hear([new(1, 0.5, "c1")]).Assign();
        work.Select(piece => piece.Trial).Should().Equal(3);
        (tuning, work) = tuning.Hear([new(0, 0.4, "c0"), new(2, 0.3, "c2")]).Assign();
        work.Select(piece => (piece.Trial, piece.Rung)).Should().Equal((1, 1), (4, 0));
        tuning.Checkpoints[1].Should().Be("c1", "it goes on from there");
    }

    [Fact]
    public void Schedule_WhateverTheOrderOfResults_TrainsEachRungOfATrialOnce_AndGoesOnTheSameFromItsStoredState() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 9], Gen.Int[1, 5], Gen.Int).ForEach((trials, epochs, parallel, seed) =>
        {
            var random = new Random(seed);
            var tuning = Schedule with { Search = new AshaSearch(new Asha(Trials: trials, Epochs: epochs), Space, seed), Parallel = parallel };
            var underWay = new List<Assignment>();
            var trained = new HashSet<(int, int)>();
            while (true)
            {
                var stored = Restored(tuning);
                var (next, work) = tuning.Assign();
                stored.Assign().Work.Should().BeEquivalentTo(work, options => options.WithStrictOrdering());
                tuning = next;
                work.Where(piece => !trained.Add((piece.Trial, piece.Rung))).Should().BeEmpty("no rung is trained twice");
                underWay.AddRange(work);
                underWay.Count.Should().Be(tuning.UnderWay).And.BeLessThanOrEqualTo(parallel);
                if (underWay.Count == 0) break;
                var ended = Enumerable.Range(0, random.Next(1, underWay.Count + 1)).Select(_ => Take(underWay, random)).ToList();
                tuning = tuning.Hear(ended.Select(piece => random.Next(8) == 0
                    ? new TrialEnd(piece.Trial, null, null, new PartFailure("broken", "it broke"))
                    : new TrialEnd(piece.Trial, random.NextDouble(), $"{piece.Trial}/{piece.Rung}")));
            }

            tuning.Search.Trials.Should().HaveCount(trials);
            tuning.Share.Should().BeInRange(0, 1);
            (tuning.Best is null).Should().Be(tuning.Search.Trials.All(trial => double.IsNaN(trial.Scores[^1])));
        }, times: 100);

    [Fact]
    public void Failures_OfTheFirstTrials_EndTheSearch_AndOneAmongSuccessesDoesNot()
    {
        var broken = new PartFailure("not_labeled", "7 items have no label.");
        var (tuning, _) = Schedule.Assign();
        tuning = tuning.Hear([new(0, null, null, broken), new(1, null, null, broken)]);
        tuning.Hopeless.Should().BeNull();
        tuning.Hear([new(2, null, null, broken)]).Hopeless.Should().Be(broken);
        tuning.Hear([new(2, 0.5, "c2")]).Hopeless.Should().BeNull();
    }

    private static Assignment Take(List<Assignment> from, Random random)
    {
        var one = from[random.Next(from.Count)];
        from.Remove(one);
        return one;
    }

    private static TrialSchedule Restored(TrialSchedule tuning)
    {
        var state = JsonSerializer.Deserialize<TuningState>(JsonSerializer.Serialize(tuning.State, DeepFlowJson.Options), DeepFlowJson.Options)!;
        state.Should().BeEquivalentTo(tuning.State);
        return TrialSchedule.Of(tuning.Search, tuning.Parallel, state);
    }
}
