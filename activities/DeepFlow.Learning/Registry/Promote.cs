using DeepFlow.Data.Code;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Learning.Registry;

[Activity("promote", Stage = Stage.Model, Role = "model_validator",
    Summary = "Merges a model's source and moves its version to a stage; the version that was in production is archived.")]
public sealed class Promote(NpgsqlDataSource database, CodeRepositories repositories) : Activity<Promote.Input, Promote.Output>
{
    public sealed record Input(
        [property: DslType("model"), About("What is promoted.")] ModelHandle Model,
        [property: DslType("{development, production}"), About("Where to.")] ModelStage Stage = ModelStage.Production);

    public sealed record Output(
        [property: DslType("model"), About("The version in its new stage.")] ModelHandle Model,
        [property: About("The merge's commit; missing where the model was never submitted.")] string? Commit);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var version = await ModelVersions.GetAsync(database, context.Project, input.Model.Name, input.Model.Version, context.Cancellation);
        var request = await MergeRequests.FindForModelAsync(database, context.Project, input.Model.Id, context.Cancellation);
        var merge = request is null ? null : await MergeAsync(request, context);
        if (merge is not null)
        {
            context.Announce(Change.OfCode(request!.TargetBranch, merge.Id));
        }

        context.Publish(async (transaction, cancellation) =>
        {
            if (merge is not null)
            {
                await MergeRequests.MarkMergedAsync(transaction, context.Project, request!.Id, context.StartedBy, merge.Id, cancellation);
            }

            await ModelVersions.MoveAsync(transaction, version, input.Stage, context.StartedBy, context.JobId, cancellation);
        });
        return new Output((version with { Stage = input.Stage }).Handle, merge?.Id);
    }

    private async Task<CodeCommit> MergeAsync(MergeRequest request, ActivityContext context) =>
        await repositories.Of(context.Project).MergeAsync(
            request.SourceBranch, request.TargetBranch, CodeProject.Request(context, $"Promote {request.ModelVersion}"), context.Cancellation);
}
