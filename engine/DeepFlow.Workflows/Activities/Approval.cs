using System.Collections.Immutable;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Activities;

[Activity("approval", Stage = Stage.General, Role = "model_validator",
    Summary = "A person looks at what is shown and approves it, or rejects it and says where to go back to.")]
[Outcome("approve", Label = "Approve", Continues = true)]
[Outcome("reject", Label = "Reject")]
public sealed class Approval : TaskActivity<Approval.Input, Approval.Output>
{
    public sealed record Input(
        [property: About("The question that is asked.")] string Title,
        [property: DslType("list<any>?"), About("What the person should see before deciding.")] ImmutableArray<Value>? Show = null,
        [property: DslType("list<any>?"), About("Things to choose one of, the likeliest first.")] ImmutableArray<Value>? Choose = null,
        [property: DslType("form?"), About("What else the person fills in; its fields are outputs too.")] Value? Form = null);

    public sealed record Output(
        [property: DslType("any"), About("The one of \"choose\" that was chosen; the first unless the person said otherwise.")] Value Chosen,
        [property: About("What the person wrote.")] string? Comment,
        [property: About("Who decided.")] string DecidedBy);
}
