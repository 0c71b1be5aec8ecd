using System.Diagnostics;
using DeepFlow.Workflows.Activities;
using Npgsql;
using ActivityContext = DeepFlow.Workflows.Activities.ActivityContext;

namespace DeepFlow.Engine.CrashHost;

/// <summary>Kills the process that runs it, once what it has said is in the database.</summary>
[Activity("deadly")]
public sealed class Deadly(NpgsqlDataSource database) : Activity<Deadly.Input, Deadly.Output>
{
    public sealed record Input;

    public sealed record Output;

    public override async Task<Output> RunAsync(Input input, ActivityContext context)
    {
        context.Log("about to allocate everything");
        while (!await IsKnownAsync(context)) await Task.Delay(50);
        Process.GetCurrentProcess().Kill();
        await Task.Delay(Timeout.Infinite);
        return new();
    }

    private async Task<bool> IsKnownAsync(ActivityContext context)
    {
        await using var command = database.CreateCommand("select exists (select 1 from deepflow.job_log where job = $1 and attempt = $2)");
        command.Parameters.Add(new() { Value = context.JobId });
        command.Parameters.Add(new() { Value = context.Attempt });
        return await command.ExecuteScalarAsync() is true;
    }
}
