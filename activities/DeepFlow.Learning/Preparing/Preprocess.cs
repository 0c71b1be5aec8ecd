using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Objects;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Learning.Preparing;

[Activity("preprocess", Stage = Stage.Model, Role = "data_scientist",
    Summary = "Prepares pictures for a model: says where their pixels are scaled to, in training and in serving alike.")]
public sealed class Preprocess(NpgsqlDataSource database, ObjectStore objects, DataReader reader, DataPublisher publisher)
    : Activity<Preprocess.Input, Preprocess.Output>
{
    public sealed record Input(
        [property: DslType("dataset<D>"), About("What is prepared.")] DataHandle Data,
        [property: About("Where the pixels 0..255 are scaled to.")] ValueRange<double> Scale);

    public sealed record Output(
        [property: DslType("dataset<D>"), About("The prepared data.")] DataHandle Data,
        [property: DslType("transform"), About("How it was prepared; a registered model keeps it.")] Transformation Transform,
        [property: About("Whether the Transformation Registry had it already.")] bool Cached);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        if (input.Scale.Low >= input.Scale.High)
        {
            throw new ActivityFailureException(
                "bad_input", $"Pixels cannot be scaled onto {input.Scale.Low}..{input.Scale.High}: the lower end is not below the upper.", retryable: false);
        }

        var commit = await reader.FindAsync(context.Project, input.Data.Commit, context.Cancellation);
        var transformation = new Transformation(input.Scale);
        var stored = context.Settings.Cache
            ? await Transformations.FindAsync(database, context.Project, commit.Manifest, transformation, context.Cancellation)
            : null;
        var manifest = stored is null
            ? transformation.Mark(await ReadableAsync(commit.Manifest, context))
            : await DataManifest.ReadAsync(objects, stored, context.Cancellation);
        var data = await publisher.PublishAsync(context, "preprocess", "data", manifest, $"pixels scaled onto {input.Scale.Low}..{input.Scale.High}", [input.Data]);
        var result = await manifest.WriteAsync(objects, context.Cancellation);
        context.Publish((transaction, cancellation) =>
            Transformations.AddAsync(transaction, context.Project, commit.Manifest, transformation, result, context.JobId, cancellation));
        context.Log(stored is null ? $"Prepared as {transformation.Id}." : $"Found {transformation.Id} of this data in the Transformation Registry.");
        return new Output(data, transformation, Cached: stored is not null);
    }

    private async Task<DataManifest> ReadableAsync(string hash, ActivityContext context)
    {
        var manifest = await DataManifest.ReadAsync(objects, hash, context.Cancellation);
        return manifest is { Dataset.Item: ImageItem, Element: ElementType.Byte }
            ? manifest
            : throw new ActivityFailureException(
                "not_pictures", $"The items of {manifest.Dataset.Name} are no pictures of bytes: only those have pixels to scale.", retryable: false);
    }
}
