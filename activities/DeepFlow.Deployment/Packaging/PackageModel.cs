using DeepFlow.Deployment.Serving;
using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Onnx;
using DeepFlow.Learning.Postgres;
using DeepFlow.Learning.Registry;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Objects;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Deployment.Packaging;

[Activity("package_model", Stage = Stage.Deployment, Role = "devops_engineer",
    Summary = "Wraps a model version for inference: its preparation, layers and weights in one ONNX model, with its labels.")]
public sealed class PackageModel(NpgsqlDataSource database, ObjectStore objects) : Activity<PackageModel.Input, PackageModel.Output>
{
    public sealed record Input(
        [property: DslType("model"), About("What is packaged.")] ModelHandle Model,
        [property: About("What the model is written as.")] PackageFormat Format = PackageFormat.Onnx);

    public sealed record Output(
        [property: DslType("package"), About("The package.")] PackageHandle Package,
        [property: About("How large it is.")] ByteSize Size);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var version = await ModelVersions.GetAsync(database, context.Project, input.Model.Name, input.Model.Version, context.Cancellation);
        if (version.Network.Input is not ImageItem item)
        {
            throw new ActivityFailureException("not_pictures", $"{input.Model.Id} does not take pictures, which is what the inference server serves.", retryable: false);
        }

        var weights = Safetensors.Read(await objects.ReadAsync(version.Weights, context.Cancellation));
        var package = new ModelPackage(
            new PackageManifest(version.Name, version.Version, input.Model.Id, item, version.Labels), OnnxExport.Write(version.Network, weights, version.Name));
        Try(package);
        var bytes = package.Write();
        var hash = await objects.PutAsync(bytes, context.Cancellation);
        context.Publish((transaction, cancellation) => transaction.Command(
            """
            insert into deepflow.model_package (project, object, model, version, format, size, job_id) values ($1, $2, $3, $4, 'onnx', $5, $6)
            on conflict do nothing
            """,
            context.Project, hash, version.Name, version.Version, bytes.LongLength, context.JobId).ExecuteAsync(cancellation));
        return new Output(new PackageHandle(version.Name, version.Version, hash, bytes.LongLength), new ByteSize(bytes.LongLength));
    }

    /// <summary>A package that cannot answer is found out here, not when it has replaced one that can.</summary>
    private static void Try(ModelPackage package)
    {
        try
        {
            using var model = new InferenceModel(package);
            var answer = model.Probabilities(new float[model.ItemSize]);
            if (answer.Length != model.Labels.Length || Math.Abs(answer.Sum() - 1) > 1e-3)
            {
                throw new InvalidDataException($"asked for a black picture it answers [{string.Join(", ", answer)}]");
            }
        }
        catch (InvalidDataException exception)
        {
            throw new ActivityFailureException("bad_package", $"The package of {package.Manifest.Id} does not work: {exception.Message}.", retryable: false, exception);
        }
    }
}

public enum PackageFormat { Onnx }
