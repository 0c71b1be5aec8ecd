using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Code;

[Activity("submit_pipeline", Stage = Stage.Data, Role = "data_engineer",
    Summary = "Commits the pipelines' definitions as they are now to the code repository.")]
public sealed class SubmitPipeline(CodeProject project) : Activity<SubmitPipeline.Input, SubmitPipeline.Output>
{
    public sealed record Input([property: About("What the commit says.")] string Message);

    public sealed record Output([property: About("The commit.")] string Commit);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var repository = await project.OpenAsync(context);
        // Committed even where no file differs: that these definitions made this data is what the commit says.
        var commit = await repository.CommitAsync(
            CodeRepository.Main, project.Pipelines(), CodeProject.Request(context, input.Message), context.Cancellation, evenIfEqual: true);
        context.Announce(Change.OfCode(CodeRepository.Main, commit.Id));
        return new Output(commit.Id);
    }
}
