using System.Globalization;
using DeepFlow.Engine.Postgres;
using Npgsql;
using Quartz;

namespace DeepFlow.Engine.Triggers;

/// <summary>
/// What Quartz does at the hour: inserts the cause. It is unique by its scheduled moment, so two nodes that both believe it
/// their turn make one cause; and the trigger's own row is asked, so one that was deactivated meanwhile makes none.
/// </summary>
internal sealed class CronFiring(NpgsqlDataSource source, Wakeups wakeups) : IJob
{
    public static JobKey Key { get; } = new("cron");

    public static TriggerKey KeyOf(Guid activation, string trigger) => new(trigger, activation.ToString());

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var at = context.ScheduledFireTimeUtc ?? context.FireTimeUtc;
        if (await FireAsync(source, Guid.Parse(context.Trigger.Key.Group), context.Trigger.Key.Name, at, cancellationToken)) wakeups.Ring(Wakeups.Causes);
    }

    /// <returns>False where it had fired for that moment, or listens no more.</returns>
    public static async Task<bool> FireAsync(NpgsqlDataSource source, Guid activation, string trigger, DateTimeOffset at, CancellationToken cancellation)
    {
        var fired = await source.QueryAsync($"""
            with made as (
                insert into deepflow.cause (project, activation, trigger, event, entry, cause, data)
                select project, activation, trigger, event, entry, $3, json_build_object('at', $3::text) from deepflow.trigger where activation = $1 and trigger = $2
                on conflict (activation, trigger, cause) do nothing returning 1)
            select {Wakeups.TellOfCauses}::text from made
            """, r => 1, [activation, trigger, at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)], cancellation);
        FailPoints.Pass("schedule.committed");
        return fired.Count > 0;
    }
}
