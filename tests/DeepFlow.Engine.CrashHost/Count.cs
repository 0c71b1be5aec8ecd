using System.Data.Common;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Engine.CrashHost;

/// <summary>Counts one further than it was given, publishes a row in the completing transaction, and fails once where a retry is planned.</summary>
[Activity("count")]
public sealed class Count : Activity<Count.Input, Count.Output>
{
    public sealed record Input(int Items);

    public sealed record Output(int Total);

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        var resumed = await context.LatestCheckpointAsync();
        if (resumed is null) await context.SaveCheckpointAsync(1, "half", "half way");
        context.Log($"attempt {context.Attempt} of iteration {context.Iteration}");
        if (context.Settings.Retry is not null && context.Iteration == 1 && context.Attempt == 1)
            throw new ActivityFailureException("first_time", "The first attempt fails, to be tried again.", retryable: true);
        context.Publish((transaction, cancellation) => WriteAsync(transaction, context, cancellation));
        return new(input.Items + 1);
    }

    private static async Task WriteAsync(DbTransaction transaction, ActivityContext context, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("insert into effect (instance, node, iteration, attempt) values ($1, $2, $3, $4)",
            (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        command.Parameters.Add(new() { Value = context.InstanceId });
        command.Parameters.Add(new() { Value = context.Node });
        command.Parameters.Add(new() { Value = context.Iteration });
        command.Parameters.Add(new() { Value = context.Attempt });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
