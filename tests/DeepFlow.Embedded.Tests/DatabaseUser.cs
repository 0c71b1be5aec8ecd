using DeepFlow.Testing;

namespace DeepFlow.Embedded.Tests;

/// <summary>A process that uses a workspace's database until it is interrupted or killed.</summary>
internal static class DatabaseUser
{
    /// <summary>Starts the process and returns once it has the database.</summary>
    public static async Task<ChildProcess> StartAsync(string home)
    {
        var process = ChildProcess.Start("dotnet", [typeof(DatabaseUser).Assembly.Location, home]);
        await process.UntilOutputAsync("ready");
        return process;
    }

    private static async Task Main(string[] arguments)
    {
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(arguments[0]));
        Console.WriteLine("ready");
        await Task.Delay(Timeout.Infinite, interrupted.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
