using System.ComponentModel.DataAnnotations;
using DeepFlow.Deployment.Packaging;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Deployment.Rollout;

[Activity("deploy_model", Stage = Stage.Deployment, Role = "devops_engineer",
    Summary = "Has a package served under a name, and waits until it answers.")]
public sealed class DeployModel(NpgsqlDataSource database, TimeProvider clock) : Activity<DeployModel.Input, DeployModel.Output>
{
    /// <summary>A notification may be lost with its connection; the row is looked at anyway.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public sealed record Input(
        [property: DslType("package"), About("What is served.")] PackageHandle Package,
        [property: About("The deployment's name; what it served before is replaced.")] string Name,
        [property: Range(0, 65535), About("The port to serve at; 0 takes a free one.")] int Port = 0);

    public sealed record Output([property: DslType("deployment"), About("The deployment, which answers.")] DeploymentHandle Deployment);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        await using var connection = await database.OpenConnectionAsync(context.Cancellation);
        await using (var listen = new NpgsqlCommand($"listen {Deployments.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(context.Cancellation);
        }

        var revision = await Deployments.RequestAsync(database, context.Project, input.Name, input.Package, input.Port, context.StartedBy, context.Cancellation);
        context.Progress(0.1, $"waiting for {input.Name} to answer");
        var endpoint = await EndpointAsync(input.Name, revision, connection, context);
        var deployment = new DeploymentHandle(input.Name, endpoint, $"{input.Package.Model}@{input.Package.Version}");
        context.Publish((transaction, cancellation) =>
            Deployments.ReleaseAsync(transaction, context.Project, deployment, revision, input.Package, context.JobId, cancellation));
        context.Log($"{deployment.Model} answers at {endpoint}.");
        return new Output(deployment);
    }

    private async Task<string> EndpointAsync(string name, int revision, NpgsqlConnection connection, ActivityContext context)
    {
        var start = clock.GetTimestamp();
        while (true)
        {
            var row = await Deployments.FindAsync(database, context.Project, name, context.Cancellation);
            if (row is null || row.Revision != revision || row.Desired != "running")
            {
                throw new ActivityFailureException("superseded", $"Something else was asked of the deployment {name} meanwhile.", retryable: false);
            }

            switch (row.State)
            {
                case "ready" when row.ActualRevision == revision:
                    return row.Endpoint!;
                case "failed" when row.ActualRevision == revision:
                    throw new ActivityFailureException("deployment_failed", $"The deployment {name} does not start: {row.Message}", retryable: true);
            }

            if (clock.GetElapsedTime(start) > LongestWait)
            {
                throw new ActivityFailureException(
                    "not_ready", $"The deployment {name} is {row.State} after {LongestWait.TotalMinutes:0} minutes; a running server (deepflow up) starts deployments.", retryable: true);
            }

            await connection.WaitAsync(LookEvery, context.Cancellation);
        }
    }
}
