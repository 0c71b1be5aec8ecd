using DeepFlow.Data.Sources;

namespace DeepFlow.Cli.Demo;

/// <param name="Data">A folder that holds the data set's files; null: found or fetched.</param>
/// <param name="Interactive">Ask at the terminal instead of playing the people.</param>
/// <param name="Exit">End when the run has ended, and stop all that was started.</param>
/// <param name="Port">The API's port; 0: any free one.</param>
internal sealed record DemoOptions(string? Data, bool Interactive, bool Exit, int Trials, int Epochs, int Port)
{
    public DataSource Source => new FashionMnistSource(Data is null ? null : Path.GetFullPath(Data));
}
