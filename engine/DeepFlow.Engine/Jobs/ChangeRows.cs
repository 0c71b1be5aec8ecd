using System.Data.Common;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Engine.Jobs;

/// <summary>What a job has changed that pipelines watch, written with its completion.</summary>
internal sealed class ChangeRows(Job job)
{
    public Func<DbTransaction, CancellationToken, Task> Write(int number, Change change) => (transaction, cancellation) => ((NpgsqlTransaction)transaction).ExecuteAsync("""
        insert into deepflow.change (job, number, project, root, trigger, name, version, value) values ($1, $2, $3, $4, $5, $6, $7, $8::json)
        """, [job.Id, number, job.Project, job.Root, change.Trigger, change.Name, change.Version, Sql.Json(change.Value)], cancellation);
}
