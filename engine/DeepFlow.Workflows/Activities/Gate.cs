using System.Collections.Immutable;

namespace DeepFlow.Workflows.Activities;

[Activity("gate", Stage = Stage.General, Role = "model_validator",
    Summary = "Lets the run pass when every condition holds; otherwise it rejects, naming those that do not.")]
[Outcome("reject")]
public sealed class Gate : InlineActivity<Gate.Input, Gate.Output>
{
    public sealed record Input([property: About("Conditions by name: { small: revision.size < 2Mi }.")] ImmutableDictionary<string, bool> Require);

    public sealed record Output([property: About("The names of the conditions that do not hold.")] ImmutableArray<string> Unmet);

    public override InlineResult<Output> Run(Input input)
    {
        ImmutableArray<string> unmet = [.. input.Require.Where(r => !r.Value).Select(r => r.Key).Order(StringComparer.Ordinal)];
        return new(unmet.IsEmpty ? "done" : "reject", new(unmet));
    }
}
