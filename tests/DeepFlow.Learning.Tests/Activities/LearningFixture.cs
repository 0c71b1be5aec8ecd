using System.Buffers.Binary;
using System.Collections.Immutable;
using DeepFlow.Data;
using DeepFlow.Data.Ingesting;
using DeepFlow.Data.Labeling;
using DeepFlow.Data.Objects;
using DeepFlow.Data.Sources;
using DeepFlow.Data.Versions;
using DeepFlow.Deployment;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Objects;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;

namespace DeepFlow.Learning.Tests.Activities;

/// <summary>A real database with three rooms' tables, a real object store, and the rooms' services on both.</summary>
public sealed class LearningFixture()
    : DatabaseFixture(typeof(DataRoom).Assembly, typeof(LearningRoom).Assembly, typeof(DeploymentRoom).Assembly), IDisposable
{
    private readonly TempFolder folder = new();
    private ServiceProvider? services;

    public static DatasetDefinition Dataset { get; } = new("stripes", Pictures.Item)
    {
        Labels = [new("first", "The first"), new("second"), new("third"), new("fourth")],
        Fields = [new("part", "string", [])],
    };

    /// <summary>flatten, linear(hidden), relu, dropout(drop), linear(4)</summary>
    public static ModelSpec Model { get; } = new(
        new ModelDefinition("stripes_mlp", Pictures.Item)
        {
            Parameters = [new("hidden", "int") { Default = new Literal(Value.Of(16)) }, new("drop", "float") { Default = new Literal(Value.Of(0.1)) }],
            Layers =
            [
                new Construct("flatten", []),
                new Construct("linear", [new("units", new Name("hidden"))]),
                new Construct("relu", []),
                new Construct("dropout", [new("rate", new Name("drop"))]),
                new Construct("linear", [new("units", new Literal(Value.Of(Pictures.Classes)))]),
            ],
        },
        ImmutableDictionary<string, Value>.Empty);

    public ObjectStore Objects => Services.GetRequiredService<ObjectStore>();

    private ServiceProvider Services => services ??= new ServiceCollection()
        .AddSingleton(DataSource)
        .AddSingleton<ObjectStore>(new FolderObjectStore(folder["objects"]))
        .AddDataRoom(new DataRoomFolders(folder["cache"], folder["repositories"], PipelineFolder()))
        .AddLearningRoom()
        .AddDeploymentRoom()
        .BuildServiceProvider();

    public T Create<T>() => ActivatorUtilities.CreateInstance<T>(Services);

    /// <summary>Flips a bit of a stored object.</summary>
    public void Damage(string hash)
    {
        var path = Directory.GetFiles(folder["objects"], hash[2..], SearchOption.AllDirectories).Single();
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.SetAttributes(path, FileAttributes.Normal);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>Labelled pictures as a data commit.</summary>
    public async Task<DataHandle> PicturesAsync(int count, int seed, bool labelled = true)
    {
        var (pixels, labels) = Pictures.Raw(count, seed);
        var files = folder[$"pictures-{seed}-{count}"];
        Directory.CreateDirectory(files);
        await File.WriteAllBytesAsync(Path.Combine(files, "train-images-idx3-ubyte"), [.. Header(0x0803, count, Pictures.Side, Pictures.Side), .. pixels]);
        await File.WriteAllBytesAsync(Path.Combine(files, "train-labels-idx1-ubyte"), [.. Header(0x0801, count), .. labels.Select(label => (byte)label)]);
        var ingested = await CompleteAsync(Create<IngestData>(), new IngestData.Input(Dataset, [new FolderSource(files)]));
        return labelled ? (await CompleteAsync(Create<ImportLabels>(), new ImportLabels.Input(ingested.Data))).Data : ingested.Data;
    }

    /// <summary>Runs an activity as one attempt at a step, and completes it.</summary>
    internal async Task<TOutput> CompleteAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, TestContext? context = null)
    {
        context ??= TestContext.At($"{activity.GetType().Name}-{Guid.NewGuid():N}");
        var output = await activity.RunAsync(input, context);
        await context.CompleteAsync(DataSource);
        return output;
    }

    public void Dispose()
    {
        services?.Dispose();
        folder.Dispose();
    }

    private string PipelineFolder()
    {
        Directory.CreateDirectory(folder["pipelines"]);
        File.WriteAllText(Path.Combine(folder["pipelines"], "model.dlflow"), "// a pipeline\n");
        return folder["pipelines"];
    }

    private static byte[] Header(params int[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var at = 0; at < numbers.Length; at++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * at), numbers[at]);
        }

        return bytes;
    }
}
