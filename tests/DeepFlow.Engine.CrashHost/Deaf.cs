using DeepFlow.Workflows.Activities;

namespace DeepFlow.Engine.CrashHost;

/// <summary>Computes for ever, whatever it is told.</summary>
[Activity("deaf")]
public sealed class Deaf : Activity<Deaf.Input, Deaf.Output>
{
    public sealed record Input;

    public sealed record Output;

    public override Task<Output> RunAsync(Input input, ActivityContext context)
    {
        context.Log("counting to infinity");
        Thread.Sleep(Timeout.Infinite);
        return Task.FromResult(new Output());
    }
}
