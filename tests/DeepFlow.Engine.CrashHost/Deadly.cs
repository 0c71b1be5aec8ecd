using System.Diagnostics;
using DeepFlow.Workflows.Activities;
using ActivityContext = DeepFlow.Workflows.Activities.ActivityContext;

namespace DeepFlow.Engine.CrashHost;

/// <summary>Kills the process that runs it.</summary>
[Activity("deadly")]
public sealed class Deadly : Activity<Deadly.Input, Deadly.Output>
{
    public sealed record Input;

    public sealed record Output;

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        context.Log("about to allocate everything");
        await Task.Delay(TimeSpan.FromSeconds(1)); // the line above reaches the database with the next heartbeat
        Process.GetCurrentProcess().Kill();
        await Task.Delay(Timeout.Infinite);
        return new();
    }
}
