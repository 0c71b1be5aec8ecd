using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Learning.Tuning;

/// <summary>
/// The decisions of a tuning, as a pure function of its arguments and of the results in the order in which they are told:
/// which trials to train next and how long, and when there is nothing left to train.
/// </summary>
/// <param name="Parallel">So many trials are under way at once at most.</param>
/// <param name="Checkpoints">By trial, the object with its state at the end of its last rung.</param>
/// <param name="Failure">Why the latest trial failed that did.</param>
internal sealed record TrialSchedule(AshaSearch Search, int Parallel, ImmutableSortedDictionary<int, string> Checkpoints, PartFailure? Failure)
{
    /// <summary>Where so many trials have failed and none has scored, it is not for their parameters.</summary>
    private const int HopelessFailures = 3;

    /// <param name="state">What the last turn left; null: it begins.</param>
    public static TrialSchedule Of(AshaSearch search, int parallel, TuningState? state) => new(
        search.Restore((state?.Trials ?? []).Select(trial => (trial.Scores.Select(score => score ?? double.NaN).ToImmutableArray(), trial.UnderWay))),
        parallel,
        (state?.Trials ?? []).Index().Where(trial => trial.Item.Checkpoint is not null).ToImmutableSortedDictionary(trial => trial.Index, trial => trial.Item.Checkpoint!),
        state?.Failure);

    public TuningState State => new(
        [.. Search.Trials.Select(trial => new TuningState.StoredTrial([.. trial.Scores.Select(score => double.IsFinite(score) ? score : (double?)null)], trial.UnderWay, Checkpoints.GetValueOrDefault(trial.Number)))],
        Failure);

    /// <summary>The trial to take: the best of those that have a score; null while there is none.</summary>
    public Trial? Best => Search.Best is { Scores: [.., var score] } best && double.IsFinite(score) ? best : null;

    /// <summary>Trials that have trained for now, well or badly.</summary>
    public int Judged => Search.Trials.Count(trial => !trial.UnderWay);

    public int UnderWay => Search.Trials.Length - Judged;

    /// <summary>Why there will be no best trial; null while there may be one.</summary>
    public PartFailure? Hopeless => Best is null && (Search.IsFinished || Judged >= HopelessFailures) ? Failure : null;

    /// <summary>Takes results into account. A trial that failed has the worst score.</summary>
    public TrialSchedule Hear(IEnumerable<TrialEnd> ended) => ended.Aggregate(this, (tuning, end) => tuning with
    {
        Search = tuning.Search.Report(end.Trial, end.Score ?? double.NaN),
        Checkpoints = end.Checkpoint is { } checkpoint ? tuning.Checkpoints.SetItem(end.Trial, checkpoint) : tuning.Checkpoints,
        Failure = end.Failure ?? tuning.Failure,
    });

    /// <summary>As much further work as may be under way at once.</summary>
    public (TrialSchedule Next, ImmutableArray<Assignment> Work) Assign()
    {
        var (search, work) = (Search, ImmutableArray.CreateBuilder<Assignment>());
        while (search.Trials.Count(trial => trial.UnderWay) < Parallel && search.Assign() is { Work: { } piece } assigned)
        {
            search = assigned.Next;
            work.Add(piece);
        }

        return (this with { Search = search }, work.ToImmutable());
    }

    /// <summary>Epochs done of those that a search without early lucky trials would train.</summary>
    public double Share
    {
        get
        {
            var (expected, reaching) = (0.0, (double)Search.Options.Trials);
            for (var rung = 0; rung < Search.Rungs.Length; rung++)
            {
                expected += Math.Floor(reaching) * (Search.Rungs[rung] - (rung == 0 ? 0 : Search.Rungs[rung - 1]));
                reaching /= Search.Options.Factor;
            }

            var done = Search.Trials.Where(trial => !trial.Scores.IsEmpty).Sum(trial => Search.Rungs[trial.Scores.Length - 1]);
            return Math.Min(0.99, done / expected);
        }
    }
}

/// <param name="Score">null: it diverged, or failed.</param>
internal sealed record TrialEnd(int Trial, double? Score, string? Checkpoint, PartFailure? Failure = null);
