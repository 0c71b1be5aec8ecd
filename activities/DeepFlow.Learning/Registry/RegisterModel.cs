using DeepFlow.Data.Code;
using DeepFlow.Data.Versions;
using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Experiments;
using DeepFlow.Learning.Preparing;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Objects;
using Npgsql;

namespace DeepFlow.Learning.Registry;

[Activity("register_model", Stage = Stage.Model, Role = "data_scientist",
    Summary = "Makes a checkpoint a version of a model in the Model Registry, with all that it was made from.")]
public sealed class RegisterModel(NpgsqlDataSource database, ObjectStore objects, DataReader reader, CodeRepositories repositories, TimeProvider clock)
    : Activity<RegisterModel.Input, RegisterModel.Output>
{
    public sealed record Input(
        [property: About("The model's name in the registry.")] string Name,
        [property: DslType("checkpoint"), About("The state that is registered.")] CheckpointHandle Checkpoint,
        [property: DslType("transform"), About("How the data were prepared for it.")] Transformation Prepare,
        [property: DslType("dataset<D>"), About("The data that it was made from.")] DataHandle Data);

    public sealed record Output([property: DslType("model"), About("The new version.")] ModelHandle Version);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        if (input.Name.Length is 0 or > 100 || input.Name.AsSpan().IndexOfAny('@', '/', ' ') >= 0)
        {
            throw Failure("bad_input", $"\"{input.Name}\" cannot name a model: 1 to 100 characters, no @, / or space.");
        }

        var origin = await ExperimentRuns.OriginAsync(database, context.Project, input.Checkpoint, context.Cancellation)
            ?? throw Failure("no_checkpoint", $"The project {context.Project} has no checkpoint {input.Checkpoint.Id} of the job {input.Checkpoint.Job}.");
        var checkpoint = await CheckpointAsync(input.Checkpoint, context);
        if (checkpoint.Network.Scale != input.Prepare.Pixels)
        {
            var trained = checkpoint.Network.Scale is { } scale ? $"on pixels scaled onto {scale.Low}..{scale.High}" : "on items that are no pictures";
            throw Failure("wrong_transform", $"{input.Checkpoint.Id} was trained {trained}; \"prepare\" scales onto {input.Prepare.Scale.Low}..{input.Prepare.Scale.High}.");
        }

        var manifest = (await reader.OpenAsync(context.Project, input.Data.Commit, context.Cancellation)).Manifest;
        if (manifest.Dataset.Labels.Length != checkpoint.Network.Classes)
        {
            throw Failure("wrong_data", $"{input.Checkpoint.Id} tells {checkpoint.Network.Classes} classes apart; {input.Data.Id} has {manifest.Dataset.Labels.Length} labels.");
        }

        var version = new ModelVersion(
            context.Project, input.Name, await ModelVersions.ReserveAsync(database, context.Project, input.Name, context.IdempotencyKey, context.Cancellation),
            ModelStage.Registered, checkpoint.Network, await objects.PutAsync(checkpoint.Weights, context.Cancellation), origin.Hyperparameters, checkpoint.Plan,
            input.Prepare, manifest.Dataset.Labels, origin.Environment, input.Data.Commit, origin.TrainCommit, CodeCommit(context.Project), input.Checkpoint.Job,
            input.Checkpoint.Epoch, context.StartedBy, clock.GetUtcNow(), Accuracy: null);
        context.Publish((transaction, cancellation) => ModelVersions.AddAsync(transaction, version, context, cancellation));
        return new Output(version.Handle);
    }

    private async Task<TrainingCheckpoint> CheckpointAsync(CheckpointHandle handle, ActivityContext context)
    {
        try
        {
            return CheckpointFile.Read(await objects.ReadAsync(handle.Object, context.Cancellation));
        }
        catch (Exception exception) when (exception is InvalidDataException or ObjectMissingException)
        {
            throw new ActivityFailureException("checkpoint_damaged", $"The checkpoint {handle.Id} cannot be used: {exception.Message} Train again.", retryable: false, exception);
        }
    }

    private string? CodeCommit(string project)
    {
        var repository = repositories.Of(project);
        return repository.Exists ? repository.Tip(CodeRepository.Main)?.Id : null;
    }

    private static ActivityFailureException Failure(string code, string message) => new(code, message, retryable: false);
}
