using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Code;

[Activity("initial_setup", Stage = Stage.General, Role = "devops_engineer",
    Summary = "Makes the project's code repository, with its pipelines as the first commit.")]
public sealed class InitialSetup(CodeProject project) : Activity<InitialSetup.Input, InitialSetup.Output>
{
    public sealed record Input([property: About("What the repository is called.")] string Repository);

    public sealed record Output(
        [property: About("The folder of the repository, to clone from.")] string Repository,
        [property: About("The newest commit of its branch main.")] string Commit);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var repository = await project.OpenAsync(context, input.Repository);
        return new Output(repository.Folder, repository.Tip(CodeRepository.Main)!.Id);
    }
}
