using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Jobs.Parts;

/// <summary>
/// How parts of a step end. Their run hears nothing of it: a part's end is a number on its row, and wakes the coordinator; what
/// becomes of one that failed or whose worker died is decided here, by the rules that hold for any job.
/// </summary>
internal sealed class PartEnds(NpgsqlDataSource source, Wakeups wakeups)
{
    /// <summary>So many lines of a dead attempt's log are kept as evidence.</summary>
    private const int LastLines = 10;

    private const string Requeue = """
        update deepflow.job j set status = 'queued', attempt = j.attempt + 1, worker = null, node_id = null, lease_until = null, gpus = '{}', queued_at = now(),
            turn = case when j.yield_to is not null then now() - j.priority * interval '1 minute' else j.turn end,
            yield_to = null, hindrance = null, ended_at = null, progress = 0, progress_text = ''
        where j.id = $1
        """;

    private const string Note = """
        insert into deepflow.journal (project, instance, root, kind, node, round, data)
        select project, instance, root, $2, node, round, json_strip_nulls(json_build_object('job', id, 'part', part, 'attempt', $3::int, 'worker', $4::text, 'code', $5::text, 'message', $6::text, 'by_job', $7::uuid))
        from deepflow.job where id = $1
        """;

    /// <returns>False where the attempt was superseded.</returns>
    public async Task<bool> CompleteAsync(Job job, WorkerIdentity worker, string outcome, Value output, Func<NpgsqlTransaction, CancellationToken, Task>? publish, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await FamilyRow.HoldAsync(transaction, job.Family!.Value, patient: true, cancellation);
        if (!await JobQueue.HoldAsync(transaction, job, worker, cancellation)) return false;
        if (publish is not null) await publish(transaction, cancellation);
        await transaction.ExecuteAsync("update deepflow.job set status = 'completed', outcome = $2, output = $3::json, lease_until = null, progress = 1, ended_at = now() where id = $1",
            [job.Id, outcome, Sql.Json(output)], cancellation);
        var woken = await EndAsync(transaction, job.Family.Value, job.Id, cancellation);
        await transaction.CommitAsync("part", cancellation);
        if (woken) await TellWorkersAsync(cancellation);
        return true;
    }

    /// <summary>Another attempt after a while, as the step's settings say; else the coordinator hears of it.</summary>
    public async Task<bool> FailAsync(Job job, WorkerIdentity worker, string code, string message, bool retryable, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await FamilyRow.HoldAsync(transaction, job.Family!.Value, patient: true, cancellation);
        if (!await JobQueue.HoldAsync(transaction, job, worker, cancellation)) return false;
        var failures = (await transaction.QueryAsync("update deepflow.part set failures = failures + 1 where job = $1 returning failures", r => r.GetInt32(0), [job.Id], cancellation))[0];
        await transaction.ExecuteAsync("update deepflow.job set status = 'failed', error_code = $2, error = $3, lease_until = null, ended_at = now() where id = $1", [job.Id, code, message], cancellation);
        await NoteAsync(transaction, job.Id, "part_failed", job.Attempt, worker.Name, code, message, null, cancellation);
        var woken = false;
        if (retryable && job.Settings.Retry is { } retry && failures <= retry.Attempts)
            await transaction.ExecuteAsync("update deepflow.part set retry_at = now() + $2 where job = $1", [job.Id, Backoff.Delay(retry, failures, job.Id)], cancellation);
        else
            woken = await EndAsync(transaction, job.Family.Value, job.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        FailPoints.Pass("part.failed");
        if (woken) await TellWorkersAsync(cancellation);
        else await TellAsync(Wakeups.Parts, cancellation);
        return true;
    }

    /// <summary>Takes parts from workers that are gone, or gave them back.</summary>
    /// <param name="which">A condition on the rows of jobs, with its parameters.</param>
    /// <param name="cause">How the worker died; null: it gave them back.</param>
    /// <param name="patient">False: what somebody else holds is left to the next time.</param>
    public async Task<int> LoseAsync(string which, object?[] parameters, string? cause, bool patient, CancellationToken cancellation)
    {
        var gone = await source.QueryAsync($"select id, family from deepflow.job where leased and part <> '' and status = 'running' and {which}", r => (Job: r.GetGuid(0), Family: r.GetGuid(1)), parameters, cancellation);
        var lost = 0;
        foreach (var (part, family) in gone)
            if (await LoseAsync(part, family, which, parameters, cause, patient, cancellation)) lost++;
        if (lost > 0) await TellWorkersAsync(cancellation);
        return lost;
    }

    private async Task<bool> LoseAsync(Guid part, Guid coordinator, string which, object?[] parameters, string? cause, bool patient, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await FamilyRow.HoldAsync(transaction, coordinator, patient, cancellation) is not { } family) return false;
        var held = await transaction.QueryAsync(
            $"select attempt, worker, yield_to, node, part from deepflow.job where id = ${parameters.Length + 1} and leased and status = 'running' and {which} for update{(patient ? "" : " skip locked")}",
            r => (Attempt: r.GetInt32(0), Worker: r.GetString(1), YieldTo: r.GuidAt(2), Name: $"{r.GetString(3)} ({r.GetString(4)})"), [.. parameters, part], cancellation);
        if (held is not [var job]) return false; // it has ended meanwhile
        string[] deaths = cause is null ? [] : await AddDeathAsync(transaction, part, $"attempt {job.Attempt} on {job.Worker}, {cause}", cancellation);
        await NoteAsync(transaction, part, cause is not null ? "part_lost" : job.YieldTo is null ? "part_released" : "part_preempted", job.Attempt, job.Worker, null, cause, job.YieldTo, cancellation);
        if (deaths.Length < Transition.MostLosses)
        {
            await transaction.ExecuteAsync(Requeue, [part], cancellation);
            await family.HoldBackAsync(transaction, [part], cancellation);
        }
        else
        {
            await transaction.ExecuteAsync($"""
                update deepflow.job j set status = 'lost', lease_until = null, ended_at = now(), error_code = 'worker_lost',
                    error = $2 || coalesce(' The last lines of its log: ' || (
                        select string_agg(line, ' | ' order by id) from (select l.id, l.line from deepflow.job_log l where l.job = j.id and l.attempt = j.attempt order by l.id desc limit {LastLines}) l), '')
                where j.id = $1
                """, [part, $"{job.Name}'s worker died {deaths.Length} times ({string.Join("; ", deaths)}): it probably kills it itself."], cancellation);
            await EndAsync(transaction, coordinator, part, cancellation);
        }
        await transaction.CommitAsync(cancellation);
        FailPoints.Pass("part.lost");
        return true;
    }

    /// <summary>Those whose pause after a failure is over are queued again.</summary>
    public async Task<int> RetryDueAsync(CancellationToken cancellation)
    {
        var due = await source.QueryAsync("select job, coordinator from deepflow.part where retry_at <= now() order by retry_at limit 100", r => (Part: r.GetGuid(0), Family: r.GetGuid(1)), [], cancellation);
        var retried = 0;
        foreach (var (part, coordinator) in due)
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (await FamilyRow.HoldAsync(transaction, coordinator, patient: false, cancellation) is not { } family) continue;
            if (await transaction.ExecuteAsync("update deepflow.part set retry_at = null where job = $1 and retry_at <= now()", [part], cancellation) == 0) continue;
            await transaction.ExecuteAsync(Requeue, [part], cancellation);
            await family.HoldBackAsync(transaction, [part], cancellation);
            await transaction.CommitAsync(cancellation);
            FailPoints.Pass("part.retried");
            retried++;
        }
        if (retried > 0) await TellWorkersAsync(cancellation);
        return retried;
    }

    public async Task<DateTimeOffset?> NextRetryAsync(CancellationToken cancellation) =>
        (await source.QueryAsync("select min(retry_at) from deepflow.part where retry_at is not null", r => r.TimeAt(0), [], cancellation))[0];

    /// <returns>Whether the coordinator takes a turn now.</returns>
    private static async Task<bool> EndAsync(NpgsqlTransaction transaction, Guid coordinator, Guid part, CancellationToken cancellation)
    {
        await transaction.ExecuteAsync("""
            with counted as (update deepflow.coordination set ends = ends + 1 where job = $1 returning ends)
            update deepflow.part set end_number = counted.ends from counted where job = $2
            """, [coordinator, part], cancellation);
        return await transaction.ExecuteAsync("""
            update deepflow.job c set status = 'queued', queued_at = now() from deepflow.coordination k
            where c.id = $1 and k.job = c.id and c.status = 'parked'
              and (k.wakes = 'each' or not exists (select 1 from deepflow.part p where p.coordinator = k.job and p.end_number is null))
            """, [coordinator], cancellation) > 0;
    }

    private static async Task<string[]> AddDeathAsync(NpgsqlTransaction transaction, Guid part, string death, CancellationToken cancellation) =>
        (await transaction.QueryAsync("update deepflow.part set deaths = deaths || $2 where job = $1 returning deaths", r => r.GetFieldValue<string[]>(0), [part, death], cancellation))[0];

    private static Task NoteAsync(NpgsqlTransaction transaction, Guid part, string kind, int attempt, string worker, string? code, string? message, Guid? by, CancellationToken cancellation) =>
        transaction.ExecuteAsync(Note, [part, kind, attempt, worker, code, message, by], cancellation);

    private Task TellWorkersAsync(CancellationToken cancellation) => TellAsync(Wakeups.Jobs, cancellation);

    private Task TellAsync(string topic, CancellationToken cancellation)
    {
        wakeups.Ring(topic);
        return wakeups.TellAsync(topic, cancellation);
    }
}
