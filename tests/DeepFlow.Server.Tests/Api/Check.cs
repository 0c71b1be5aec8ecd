using DeepFlow.Workflows.Activities;

namespace DeepFlow.Server.Tests.Api;

/// <summary>Counts one further and logs it; fails for good where it is told to.</summary>
[Activity("check", Role = "reviewer")]
public sealed class Check : Activity<Check.Input, Check.Output>
{
    public sealed record Input(int Items, bool Fails);

    public sealed record Output(int Total);

    public override Task<Output> RunAsync(Input input, ActivityContext context)
    {
        context.Log($"checking {input.Items}");
        if (input.Fails) throw new ActivityFailureException("spoilt", "The items are spoilt.", retryable: false);
        return Task.FromResult(new Output(input.Items + 1));
    }
}
