using DeepFlow.Data.Objects;
using DeepFlow.Data.Sources;
using DeepFlow.Data.Versions;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Tests;

/// <summary>A real database with the room's tables, a real object store, and the room's services on both.</summary>
public sealed class DataFixture() : DatabaseFixture(typeof(DataRoom).Assembly), IDisposable
{
    private readonly TempFolder folder = new();

    public FolderObjectStore Objects => new(folder["objects"]);

    public DataReader Reader => new(DataSource, Objects);

    public DataPublisher Publisher => new(Objects);

    public SourceReader Sources => new(new FashionMnistFiles(folder["cache"]) { SystemFolder = folder["none"], Address = null, Package = null });

    /// <summary>Runs an activity as one attempt at a step, and completes it.</summary>
    public async Task<TOutput> RunAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, ActivityContext? context = null)
    {
        var attempt = (TestContext)(context ?? TestContext.At(activity.GetType().Name));
        var output = await activity.RunAsync(input, attempt);
        await attempt.CompleteAsync(DataSource);
        return output;
    }

    public void Dispose() => folder.Dispose();
}
