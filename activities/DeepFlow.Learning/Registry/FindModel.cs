using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Learning.Registry;

[Activity("find_model", Stage = Stage.Model, Role = "data_scientist",
    Summary = "Looks up the newest version of a model in a stage; there may be none.")]
public sealed class FindModel(NpgsqlDataSource database) : Activity<FindModel.Input, FindModel.Output>
{
    public sealed record Input(
        [property: About("The model's name.")] string Name,
        [property: About("Where it must stand.")] ModelStage Stage = ModelStage.Production);

    public sealed record Output([property: DslType("model?"), About("The version; missing where there is none.")] ModelHandle? Version);

    public override async Task<Output> RunAsync(Input input, ActivityContext context) =>
        new((await ModelVersions.FindAsync(database, context.Project, input.Name, input.Stage, context.Cancellation))?.Handle);
}
