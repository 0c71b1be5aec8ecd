using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Commits;

/// <summary>
/// What the engine itself fails on, by a defect of its own or of a definition, is set aside for a mended engine, and holds up
/// nobody else.
/// </summary>
internal sealed class Defects(NpgsqlDataSource source, ILogger log)
{
    /// <summary>The events stay, marked.</summary>
    public Task SetAsideAsync(Guid instance, IEnumerable<long> events, Exception reason, CancellationToken cancellation)
    {
        log.LogError(reason, "The transition of instance {Instance} failed; its events are set aside.", instance);
        return source.ExecuteAsync("update deepflow.event set defect = $2 where id = any($1)", [events.ToArray(), TextOf(reason)], cancellation);
    }

    /// <summary>An instance between two inline steps has no event: it gets one, marked.</summary>
    public Task SetAsideAsync(Instance instance, Exception reason, CancellationToken cancellation)
    {
        log.LogError(reason, "Instance {Instance} could not go on; it is set aside.", instance.Id);
        return source.ExecuteAsync("""
            with stopped as (update deepflow.instance_state set doing = 'r' where instance = $1 and version = $2 returning project, instance)
            insert into deepflow.event (project, instance, body, defect) select project, instance, $3::json, $4 from stopped
            """, [instance.Id, instance.Version, Sql.Json<InstanceEvent>(Continue.Event), TextOf(reason)], cancellation);
    }

    private static string TextOf(Exception reason) => reason.Message.Replace('\0', ' ');
}
