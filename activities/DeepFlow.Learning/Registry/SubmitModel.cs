using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DeepFlow.Data.Code;
using DeepFlow.Learning.Evaluation;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Objects;
using Npgsql;

namespace DeepFlow.Learning.Registry;

[Activity("submit_model", Stage = Stage.Model, Role = "data_scientist",
    Summary = "Commits a model's definition and card to its experiment's branch and opens a merge request for the validator.")]
public sealed class SubmitModel(NpgsqlDataSource database, ObjectStore objects, CodeProject project) : Activity<SubmitModel.Input, SubmitModel.Output>
{
    public sealed record Input(
        [property: DslType("model"), About("What is submitted.")] ModelHandle Model,
        [property: About("The experiment's branch.")] string Experiment);

    public sealed record Output(
        [property: DslType("artifact"), About("What the reviewer reads: the model, what it was made from, how good it is.")] Artifact Card,
        [property: About("The merge request.")] string Request,
        [property: About("The commit that it asks to merge.")] string Commit,
        [property: About("Who wrote the commits that would be merged, by git's names: with `not by` none of them reviews it.")] ImmutableArray<string> Authors);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var version = await ModelVersions.GetAsync(database, context.Project, input.Model.Name, input.Model.Version, context.Cancellation);
        var card = ModelCard.Write(version, await Evaluations.ListAsync(database, context.Project, version.Name, version.Version, context.Cancellation));
        var folder = $"models/{version.Name}/{version.Version}";
        var files = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
            .Add($"{folder}/card.md", card)
            .Add($"{folder}/model.json", JsonSerializer.Serialize(version, DeepFlowJson.Indented) + "\n");
        var repository = await project.OpenAsync(context);
        var commit = await repository.CommitAsync(input.Experiment, files, CodeProject.Request(context, $"Submit {version.Handle.Id}"), context.Cancellation);
        context.Announce(Change.OfCode(input.Experiment, commit.Id));

        var request = new MergeRequest(
            context.Project, MergeRequests.IdOf(context), input.Experiment, CodeRepository.Main, commit.Id, $"Promote {version.Handle.Id}", "open",
            version.Handle.Id, context.StartedBy, CreatedAt: default);
        context.Publish((transaction, cancellation) => MergeRequests.OpenAsync(transaction, request, cancellation));
        var bytes = Encoding.UTF8.GetBytes(card);
        return new Output(
            new Artifact($"{version.Name}-{version.Version}-card.md", "text/markdown", await objects.PutAsync(bytes, context.Cancellation), bytes.Length), request.Id, commit.Id,
            repository.AuthorsBeyond(CodeRepository.Main, commit.Id));
    }
}
