using System.Collections.Immutable;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Tuning;

/// <summary>
/// Asynchronous successive halving (Li et al., arXiv 1810.05934, algorithm 2) as an immutable state: whoever is free asks
/// for work and reports a score; nobody waits for a rung to fill. Training is cut into rungs; of the trials that finished
/// a rung, the best one in <see cref="Asha.Factor"/> go on to the next.
/// </summary>
public sealed record AshaSearch(Asha Options, ImmutableSortedDictionary<string, SearchRange> Space, long Seed)
{
    /// <summary>By number.</summary>
    public ImmutableArray<Trial> Trials { get; init; } = [];

    /// <summary>After how many epochs each rung ends; the last is <see cref="Asha.Epochs"/>.</summary>
    public ImmutableArray<int> Rungs { get; } = RungsOf(Options);

    /// <summary>True when there is nothing left to start and nothing under way.</summary>
    public bool IsFinished => Assign().Work is null && !Trials.Any(trial => trial.UnderWay);

    /// <summary>The trial with the best latest score; of equal ones that which trained longest, then the first. Null before any score.</summary>
    public Trial? Best => Trials
        .Where(trial => !trial.Scores.IsEmpty)
        .OrderByDescending(trial => Merit(trial.Scores[^1]))
        .ThenByDescending(trial => trial.Scores.Length)
        .ThenBy(trial => trial.Number)
        .FirstOrDefault();

    /// <summary>This search as it was left.</summary>
    /// <param name="trials">Each trial that was started, by number, with its scores by rung.</param>
    public AshaSearch Restore(IEnumerable<(ImmutableArray<double> Scores, bool UnderWay)> trials) => this with
    {
        Trials = [.. trials.Select((trial, number) => new Trial(number, SearchSpace.Draw(Space, Seed, number), trial.Scores, trial.UnderWay))],
    };

    /// <summary>The next piece of work; null when there is none until a running trial reports, or none at all.</summary>
    public (AshaSearch Next, Assignment? Work) Assign()
    {
        for (var rung = Rungs.Length - 2; rung >= 0; rung--)
        {
            if (Promotable(rung) is { } trial)
            {
                return Started(trial);
            }
        }

        if (Trials.Length == Options.Trials)
        {
            return (this, null);
        }

        var added = new Trial(Trials.Length, SearchSpace.Draw(Space, Seed, Trials.Length), [], UnderWay: false);
        return (this with { Trials = Trials.Add(added) }).Started(added);
    }

    /// <summary>A running trial's score at the end of the rung it was assigned to. A score that is no number is the worst.</summary>
    public AshaSearch Report(int trial, double score)
    {
        var running = Trials[trial];
        if (!running.UnderWay)
        {
            throw new InvalidOperationException($"trial {trial} reports a score without having been assigned work");
        }

        return this with { Trials = Trials.SetItem(trial, running with { Scores = running.Scores.Add(score), UnderWay = false }) };
    }

    private Trial? Promotable(int rung)
    {
        var finished = Trials.Where(trial => trial.Scores.Length > rung).ToList();
        return finished
            .OrderByDescending(trial => Merit(trial.Scores[rung]))
            .ThenBy(trial => trial.Number)
            .Take(finished.Count / Options.Factor)
            .FirstOrDefault(trial => trial.Scores.Length == rung + 1 && !trial.UnderWay);
    }

    private (AshaSearch, Assignment?) Started(Trial trial)
    {
        var rung = trial.Scores.Length;
        var work = new Assignment(trial.Number, trial.Parameters, rung, rung == 0 ? 0 : Rungs[rung - 1], Rungs[rung]);
        return (this with { Trials = Trials.SetItem(trial.Number, trial with { UnderWay = true }) }, work);
    }

    private double Merit(double score) => double.IsNaN(score) ? double.NegativeInfinity : Options.Goal == Goal.Maximize ? score : -score;

    private static ImmutableArray<int> RungsOf(Asha options)
    {
        var rungs = new List<int>();
        for (var epochs = options.Epochs; ; epochs = (epochs + options.Factor - 1) / options.Factor)
        {
            rungs.Insert(0, epochs);
            if (epochs == 1)
            {
                return [.. rungs];
            }
        }
    }
}

/// <param name="Number">From 0, in the order in which trials are started.</param>
/// <param name="Scores">One for each rung that the trial finished, lowest first.</param>
/// <param name="UnderWay">It trains towards the rung after its last score.</param>
public sealed record Trial(int Number, ImmutableSortedDictionary<string, Value> Parameters, ImmutableArray<double> Scores, bool UnderWay);

/// <summary>Train this trial from one epoch to another and report its score there.</summary>
/// <param name="FromEpoch">Epochs that the trial has trained; 0 for a new one.</param>
public sealed record Assignment(int Trial, ImmutableSortedDictionary<string, Value> Parameters, int Rung, int FromEpoch, int ToEpoch);
