using System.Collections.Immutable;
using DeepFlow.Deployment.Rollout;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Deployment.Maintaining;

[Activity("maintain", Stage = Stage.Deployment, Role = "data_scientist",
    Summary = "People look at what serves and decide where the next iteration enters.")]
[OpenOutcomes]
public sealed class Maintain : TaskActivity<Maintain.Input, Maintain.Output>
{
    public sealed record Input(
        [property: About("The question that is asked.")] string Title,
        [property: DslType("deployment?"), About("What serves.")] DeploymentHandle? Deployment = null,
        [property: DslType("list<any>?"), About("What the people should see before deciding.")] ImmutableArray<Value>? Show = null);

    public sealed record Output(
        [property: About("What the person wrote.")] string? Comment,
        [property: About("Who decided.")] string DecidedBy);
}
