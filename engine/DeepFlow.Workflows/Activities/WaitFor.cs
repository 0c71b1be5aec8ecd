using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Activities;

[Activity("wait_for", Stage = Stage.General, Role = "everyone",
    Summary = "Waits for a signal of that name, which any program or person may send.")]
[Outcome("received", Continues = true)]
[Outcome("timeout")]
public sealed class WaitFor : WaitActivity<WaitFor.Input, WaitFor.Output>
{
    public sealed record Input(
        [property: About("The signal's name.")] string Event,
        [property: About("Whom or what the signal must be about; left out: a signal that says nothing of it.")] string? Correlation = null,
        [property: About("How long; then the outcome is timeout. The setting timeout says it where it is constant.")] TimeSpan? Within = null);

    public sealed record Output([property: DslType("any"), About("What the signal carries.")] Value Event);

    public override WaitPlan Plan(Input input, DateTimeOffset now) =>
        new() { Signal = new(input.Event, input.Correlation), Within = input.Within };
}
