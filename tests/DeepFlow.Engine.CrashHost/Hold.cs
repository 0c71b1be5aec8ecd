using System.Data.Common;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Engine.CrashHost;

/// <summary>Works until the table <c>gate</c> has a row; saves its work when it is asked to make room. Its effect is a row of <c>effect</c>.</summary>
[Activity("hold", Checkpoints = true)]
public sealed class Hold(NpgsqlDataSource database) : Activity<Hold.Input, Hold.Output>
{
    public sealed record Input;

    public sealed record Output;

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        while (!await IsOpenAsync(context.Cancellation))
        {
            if (context.Yielding.IsCancellationRequested) await context.SaveCheckpointAsync(context.Attempt, "held", $"attempt {context.Attempt}");
            context.ThrowIfYielding();
            await Task.Delay(50, context.Cancellation);
        }
        context.Publish((transaction, cancellation) => WriteAsync(transaction, context, cancellation));
        return new();
    }

    private async Task<bool> IsOpenAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select exists (select 1 from gate)");
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static async Task WriteAsync(DbTransaction transaction, ActivityContext context, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("insert into effect (instance, node, iteration, attempt) values ($1, $2, $3, $4)",
            (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
        foreach (var value in new object[] { context.InstanceId, context.Node, context.Iteration, context.Attempt }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
