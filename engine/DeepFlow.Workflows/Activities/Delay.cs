using System.Globalization;

namespace DeepFlow.Workflows.Activities;

[Activity("delay", Stage = Stage.General, Role = "everyone",
    Summary = "Waits for a while, or until a day or moment has come.")]
[Outcome("done", Continues = true)]
public sealed class Delay : WaitActivity<Delay.Input, Delay.Output>
{
    public sealed record Input(
        [property: About("How long.")] TimeSpan? For = null,
        [property: DslType("date?"), About("A day (its beginning, UTC) or a moment: 2026-03-01, 2026-03-01T08:00+01:00.")] string? Until = null);

    public sealed record Output;

    public override WaitPlan Plan(Input input, DateTimeOffset now) => (input.For, input.Until) switch
    {
        ({ } duration, null) => new() { Until = now + duration },
        (null, { } moment) => new() { Until = Moment(moment) },
        _ => throw new ActivityFailureException("bad_input", "A delay needs either \"for\", how long, or \"until\", when it ends.", retryable: false),
    };

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new ActivityFailureException("bad_input", $"\"{text}\" is no day or moment; write one like 2026-03-01 or 2026-03-01T08:00+01:00.", retryable: false);
}
