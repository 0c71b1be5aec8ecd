using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using Npgsql;

namespace DeepFlow.Data.Versioning;

[Activity("find_data", Stage = Stage.Data, Role = "data_engineer",
    Summary = "Looks up the newest version on a branch of a data set; there may be none.")]
public sealed class FindData(NpgsqlDataSource database) : Activity<FindData.Input, FindData.Output>
{
    public sealed record Input(
        [property: DslType("dataset_type<D>"), About("The data set.")] DatasetDefinition Of,
        [property: About("Its branch.")] string Branch = "main");

    public sealed record Output([property: DslType("dataset<D>?"), About("The version; missing where the branch has none.")] DataHandle? Data);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        if (await DataCommits.TipAsync(database, context.Project, input.Of.Name, input.Branch, context.Cancellation) is not { } tip) return new(null);
        var commit = await DataCommits.FindAsync(database, context.Project, tip, context.Cancellation);
        return new(new DataHandle(commit.Dataset, commit.Id, commit.ItemCount, input.Branch));
    }
}
