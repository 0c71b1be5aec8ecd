using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Engine.CrashHost;

/// <summary>A part of a survey: gives its number squared, publishes a row, and every third fails once where a retry is planned.</summary>
[Activity("survey.sample", Internal = true, Checkpoints = true)]
public sealed class Sample : Activity<Sample.Input, Sample.Output>
{
    public sealed record Input(int Number);

    public sealed record Output(int Value);

    public override Task<Output> RunAsync(Input input, ActivityContext context)
    {
        if (context.Settings.Retry is not null && input.Number % 3 == 0 && context.Attempt == 1)
            throw new ActivityFailureException("first_time", "The first attempt fails, to be tried again.", retryable: true);
        context.Publish(async (transaction, cancellation) =>
        {
            await using var command = new NpgsqlCommand("insert into effect (instance, node, iteration, attempt) values ($1, $2, $3, $4)", (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction);
            foreach (var value in new object[] { context.InstanceId, $"{context.Node} {context.Part}", context.Iteration, context.Attempt }) command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(cancellation);
        });
        return Task.FromResult(new Output(input.Number * input.Number));
    }
}
