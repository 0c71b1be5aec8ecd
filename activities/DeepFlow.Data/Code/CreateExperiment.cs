using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Code;

[Activity("create_experiment", Stage = Stage.Model, Role = "data_scientist",
    Summary = "Makes a branch of the code repository for an experiment, and commits what the experiment is.")]
public sealed class CreateExperiment(CodeProject project) : Activity<CreateExperiment.Input, CreateExperiment.Output>
{
    public sealed record Input(
        [property: About("What the experiment is called; its branch has this name and a suffix of its own.")] string Name,
        [property: About("The branch that it begins at.")] string From = CodeRepository.Main);

    public sealed record Output(
        [property: About("The experiment's branch.")] string Branch,
        [property: About("The commit that holds its configuration.")] string Commit);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var repository = await project.OpenAsync(context);
        var branch = $"experiment/{input.Name}-{SuffixOf(context)}";
        var start = await repository.BranchAsync(branch, input.From, context.Cancellation);
        var configuration = JsonSerializer.Serialize(
            new Configuration(input.Name, input.From, context.InstanceId, context.Pipeline, context.Round, context.StartedBy), DeepFlowJson.Indented);
        // One file for each experiment, so that experiments never conflict when they are merged.
        var file = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add($"{branch}.json", configuration + "\n");
        var commit = await repository.CommitAsync(branch, file, CodeProject.Request(context, $"Begin the experiment {input.Name}"), context.Cancellation);
        context.Announce(Change.OfCode(branch, commit.Id));
        context.Log($"Branch {branch} begins at {start.Id[..8]} of {input.From}.");
        return new Output(branch, commit.Id);
    }

    private static string SuffixOf(ActivityContext context) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context.IdempotencyKey)).AsSpan(0, 4));

    private sealed record Configuration(string Experiment, string From, Guid Instance, string Pipeline, int Round, string StartedBy);
}
