using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeepFlow.Engine.CrashHost;

/// <summary>
/// A node that only serves, until it is stopped: <c>serve CONNECTION NODE</c>, with two workers inside; or one worker process
/// of a node: <c>work CONNECTION --name NAME --node ID --drain 10s</c>.
/// </summary>
public static class ServingHost
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(NpgsqlDataSource.Create(args[1])).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(new ActivityRegistry(typeof(Count).Assembly))
            .AddEngine().BuildServiceProvider();
        using var stop = new CancellationTokenSource();
        using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });
        if (args[0] == "work")
        {
            _ = Task.Run(() =>
            {
                _ = Console.In.Read();
                stop.Cancel(); // its node wants it gone, or has died
            });
            await Worker(services, args[3], Guid.Parse(args[5]), DurationText.TryParse(args[7], out var drain) ? drain : default).RunAsync(stop.Token);
            return 0;
        }
        var id = Guid.Parse(args[2]);
        using var engineStops = new CancellationTokenSource();
        var engine = EngineNode.Create(services, new(id, args[2], NodeKind.Engine, new(8000, 1L << 30, 0), [JobRequest.UsualPool], 2)).RunAsync(engineStops.Token);
        Console.WriteLine("serving");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Worker(services, $"{id}/{i}", id).RunAsync(stop.Token)));
        await engineStops.CancelAsync();
        await engine;
        return 0;
    }

    /// <param name="stopGrace">Of a process whose only worker it is.</param>
    private static JobWorker Worker(IServiceProvider services, string name, Guid node, TimeSpan? stopGrace = null) => new(new(name, node), services.GetRequiredService<JobQueue>(),
        services.GetRequiredService<ActivityRegistry>(), services, services.GetRequiredService<Wakeups>(), TimeProvider.System, NullLogger<JobWorker>.Instance)
    {
        StopGrace = stopGrace ?? default, EndProcess = stopGrace is null ? null : () => Environment.Exit(WorkerEnd.Forced),
    };
}
