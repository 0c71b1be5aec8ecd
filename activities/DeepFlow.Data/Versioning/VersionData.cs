using System.Text.RegularExpressions;
using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Versioning;

[Activity("version_data", Stage = Stage.Data, Role = "data_engineer",
    Summary = "Commits data to a branch of its data set.")]
public sealed partial class VersionData(DataReader reader, DataPublisher publisher) : Activity<VersionData.Input, VersionData.Output>
{
    public sealed record Input(
        [property: DslType("dataset<D>"), About("What is committed.")] DataHandle Data,
        [property: About("The branch that moves to it; it is made when there is none.")] string Branch);

    public sealed record Output(
        [property: DslType("dataset<D>"), About("The data, as its branch has it.")] DataHandle Data,
        [property: About("The version's name, such as fashion@1a2b3c4d5e6f.")] string Version);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        if (!BranchName().IsMatch(input.Branch))
        {
            throw new ActivityFailureException(
                "bad_input", $"\"{input.Branch}\" cannot name a branch: use letters, digits and - _ . /, 100 at most, beginning with a letter or digit.", retryable: false);
        }

        var version = await reader.OpenAsync(context.Project, input.Data.Commit, context.Cancellation);
        var data = await publisher.PublishAsync(
            context, "version_data", "data", version.Manifest, $"to branch {input.Branch}", [input.Data], input.Branch);
        return new Output(data, data.Id);
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}_./-]{0,99}\z")]
    private static partial Regex BranchName();
}
