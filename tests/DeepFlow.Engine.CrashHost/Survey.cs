using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.CrashHost;

/// <summary>Owns many jobs: takes samples, so many at once, and adds up what they give.</summary>
[Activity("survey")]
public sealed class Survey : CoordinatedActivity<Survey.Input, Survey.State, Survey.Output>
{
    /// <param name="Enough">It ends with so many samples, whatever else is under way; null: with all.</param>
    /// <param name="Tolerated">So many samples may fail.</param>
    /// <param name="Together">It is told when all that are under way have ended.</param>
    public sealed record Input(int Samples, int AtOnce = 2, int? Enough = null, int Tolerated = 0, bool Together = false);

    /// <param name="Heard">The samples it was told of, in that order; those that failed with an exclamation mark.</param>
    public sealed record State(int Started, ImmutableArray<string> Heard, int Sum);

    public sealed record Output(int Sum, string Heard);

    public override Task<Turn<State, Output>> TakeTurnAsync(Input input, State? state, ImmutableArray<EndedPart> ended, ActivityContext context)
    {
        var (started, heard, sum) = state ?? new(0, [], 0);
        heard = heard.AddRange(ended.Select(e => e.Failure is null ? e.Key : e.Key + "!"));
        sum += ended.Where(e => e.Failure is null).Sum(e => ClrValues.To<Sample.Output>(e.Output).Value);
        if (heard.Count(h => h.EndsWith('!')) > input.Tolerated)
            throw new ActivityFailureException("sample_failed", $"Too many samples failed: {ended.Last(e => e.Failure is not null).Failure!.Message}", retryable: false);
        if (heard.Length >= (input.Enough ?? input.Samples)) return Task.FromResult<Turn<State, Output>>(new Turn<State, Output>.Done(new(sum, string.Join(' ', heard))));
        var next = Enumerable.Range(started, Math.Min(input.Samples - started, input.AtOnce - (started - heard.Length)));
        ImmutableArray<PartRequest> parts = [.. next.Select(n => new PartRequest($"s{n}", "survey.sample", ClrValues.From(new Sample.Input(n))))];
        context.Progress((double)heard.Length / input.Samples, $"{heard.Length} of {input.Samples} samples");
        return Task.FromResult<Turn<State, Output>>(new Turn<State, Output>.GoOn(new(started + parts.Length, heard, sum), parts) { Wakes = input.Together ? Wakes.All : Wakes.Each });
    }
}
