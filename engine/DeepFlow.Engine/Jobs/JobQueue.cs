using System.Text.Json;
using DeepFlow.Engine.Jobs.Parts;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Jobs;

/// <summary>
/// The rows of jobs as workers see them: claimed under a lease, kept by heartbeats, and ended by one guarded update. Every
/// statement names job, attempt and worker: whoever lost the lease finds no row and learns it.
/// </summary>
public sealed class JobQueue(NpgsqlDataSource source, Wakeups wakeups, ActivityRegistry activities)
{
    private readonly PartEnds parts = new(source, wakeups);
    private readonly Turns turns = new(source, wakeups, activities);

    /// <summary>How long a worker may be silent before its job goes to another.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>So many lines of a dead attempt's log are kept as evidence beside its incident.</summary>
    private const int LastLines = 10;

    /// <summary>The first job in turn that the worker's node has room for; null where there is none.</summary>
    public Task<Job?> ClaimAsync(WorkerIdentity worker, CancellationToken cancellation) => ClaimAsync(worker, null, cancellation);

    /// <param name="family">Only if it is of this coordinator's step.</param>
    public async Task<Job?> ClaimAsync(WorkerIdentity worker, Guid? family, CancellationToken cancellation)
    {
        var claimed = await JobClaim.TakeAsync(source, worker, Lease, family, cancellation);
        if (claimed is not null) FailPoints.Pass("claim.committed");
        return claimed;
    }

    /// <summary>Renews the lease and tells how far the job is. A cancelled job's is renewed too, until its worker lets go: so long its resources are not free.</summary>
    public async Task<LeaseState> HeartbeatAsync(Job job, WorkerIdentity worker, (double Fraction, string Text)? progress, CancellationToken cancellation)
    {
        var held = await source.QueryAsync("""
            update deepflow.job set lease_until = now() + $4, progress = coalesce($5::real, progress), progress_text = coalesce($6::text, progress_text)
            where id = $1 and attempt = $2 and worker = $3 and lease_until is not null
            returning case when status <> 'running' then 'gone' when yield_to is not null then 'yield' else 'held' end
            """, r => Enum.Parse<LeaseState>(r.GetString(0), ignoreCase: true), [job.Id, job.Attempt, worker.Name, Lease, (float?)progress?.Fraction, progress?.Text], cancellation);
        return held is [var state] ? state : LeaseState.Gone;
    }

    /// <summary>The worker has stopped a cancelled job: what it held is free.</summary>
    public Task LetGoAsync(Job job, WorkerIdentity worker, CancellationToken cancellation) => source.ExecuteAsync($"""
        with freed as (update deepflow.job set lease_until = null where id = $1 and attempt = $2 and worker = $3 and status = 'cancelled' returning 1)
        select {Wakeups.TellOfJobs} from freed
        """, [job.Id, job.Attempt, worker.Name], cancellation);

    /// <summary>The worker is about to end its process, since the activity does not stop: the evidence.</summary>
    internal Task<int> NoteForcedStopAsync(Job job, WorkerIdentity worker, CancellationToken cancellation) => source.ExecuteAsync($"""
        insert into deepflow.journal (project, instance, root, kind, node, round, data)
        select project, instance, root, 'forced_to_stop', node, $4,
               json_strip_nulls(json_build_object('job', id, 'part', nullif(part, ''), 'attempt', $2::int, 'worker', $3::text, 'last_lines', {LastLinesOf("j.id", "$2::int")}))
        from deepflow.job j where id = $1
        """, [job.Id, job.Attempt, worker.Name, job.Round], cancellation);

    private static string LastLinesOf(string job, string attempt) =>
        $"array(select line from (select l.id, l.line from deepflow.job_log l where l.job = {job} and l.attempt = {attempt} order by l.id desc limit {LastLines}) l order by l.id)";

    public async Task LogAsync(Job job, IReadOnlyCollection<(DateTimeOffset At, string Line)> lines, CancellationToken cancellation) =>
        await source.ExecuteAsync("""
            insert into deepflow.job_log (project, job, attempt, at, line)
            select $1, $2, $3, at, line from unnest($4::timestamptz[], $5::text[]) with ordinality as u (at, line, place) order by place
            """, [job.Project, job.Id, job.Attempt, lines.Select(l => l.At.ToUniversalTime()).ToArray(), lines.Select(l => l.Line.Replace('\0', ' ')).ToArray()], cancellation);

    /// <summary>Refused (false) once the attempt is no longer current.</summary>
    public async Task<bool> SaveCheckpointAsync(Job job, WorkerIdentity worker, long sequence, string hash, string note, CancellationToken cancellation)
    {
        var saved = await source.ExecuteAsync("""
            insert into deepflow.job_checkpoint (project, job, sequence, attempt, object, note)
            select project, id, $4, attempt, $5, $6 from deepflow.job where id = $1 and attempt = $2 and worker = $3 and status = 'running' for update
            on conflict (job, sequence) do update set attempt = excluded.attempt, object = excluded.object, note = excluded.note, at = now()
            """, [job.Id, job.Attempt, worker.Name, sequence, hash, note], cancellation) == 1;
        FailPoints.Pass("checkpoint.committed");
        return saved;
    }

    public async Task<Checkpoint?> LatestCheckpointAsync(Job job, CancellationToken cancellation)
    {
        var found = await source.QueryAsync("select sequence, object, note from deepflow.job_checkpoint where job = $1 order by sequence desc limit 1",
            r => new Checkpoint(r.GetInt64(0), r.GetString(1), r.GetString(2)), [job.Id], cancellation);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>
    /// Ends an attempt well: what the activity publishes, its outcome and its output are one transaction that holds the
    /// job's row, so a published row exists exactly when its job completed.
    /// </summary>
    /// <param name="publish">Null where there is nothing to publish: then one round trip does it.</param>
    /// <returns>False where the attempt was superseded: nothing is published; the output is kept as discarded.</returns>
    public async Task<bool> CompleteAsync(Job job, WorkerIdentity worker, string outcome, Value output, Func<NpgsqlTransaction, CancellationToken, Task>? publish, CancellationToken cancellation)
    {
        object?[] result = [job.Id, job.Attempt, worker.Name, outcome, Sql.Json(output)];
        if (!(job.IsPart ? await parts.CompleteAsync(job, worker, outcome, output, publish, cancellation)
            : publish is null && job.Family is null ? await CompleteAsync(result, cancellation)
            : await CompleteAsync(job, worker, result, publish, cancellation)))
        {
            await source.ExecuteAsync("""
                update deepflow.job set status = 'discarded', outcome = $3, output = $4::json, lease_until = null where id = $1 and attempt = $2 and status = 'cancelled'
                """, [job.Id, job.Attempt, outcome, Sql.Json(output)], cancellation);
            return false;
        }
        if (job.IsPart) return true;
        wakeups.Ring(Wakeups.Events);
        if (!wakeups.Dispatches) await wakeups.TellAsync(Wakeups.Events, cancellation);
        return true;
    }

    private const string Complete = """
        with done as (
            update deepflow.job set status = 'completed', outcome = $4, output = $5::json, lease_until = null, progress = 1, ended_at = now()
            where id = $1 and attempt = $2 and worker = $3 and status = 'running' returning id, project, instance, node, attempt)
        insert into deepflow.event (project, instance, body)
        select project, instance, json_build_object('$', 'job_completed', 'job', id, 'node', node, 'attempt', attempt, 'outcome', $4::text, 'output', $5::json) from done
        """;

    private async Task<bool> CompleteAsync(object?[] result, CancellationToken cancellation)
    {
        FailPoints.Pass("completion.committing");
        var completed = await source.ExecuteAsync(Complete, result, cancellation) == 1;
        FailPoints.Pass("completion.committed");
        return completed;
    }

    private async Task<bool> CompleteAsync(Job job, WorkerIdentity worker, object?[] result, Func<NpgsqlTransaction, CancellationToken, Task>? publish, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (job.Family is { } family) await FamilyRow.HoldAsync(transaction, family, patient: true, cancellation);
        if (!await HoldAsync(transaction, job, worker, cancellation)) return false;
        if (job.Family is not null) await transaction.ExecuteAsync(FamilyRow.Withdraw, [new[] { job.Id }], cancellation);
        if (publish is not null) await publish(transaction, cancellation);
        await transaction.ExecuteAsync(Complete, result, cancellation);
        await transaction.CommitAsync("completion", cancellation);
        return true;
    }

    /// <summary>Holds the row of an attempt that is still the worker's to the end of the transaction.</summary>
    /// <returns>False: it has been superseded.</returns>
    internal static async Task<bool> HoldAsync(NpgsqlTransaction transaction, Job job, WorkerIdentity worker, CancellationToken cancellation) =>
        await transaction.QueryAsync($"select status = 'running' and attempt = $2 and worker = $3, {Sql.NoLongerThanALease} from deepflow.job where id = $1 for update",
            r => r.GetBoolean(0), [job.Id, job.Attempt, worker.Name], cancellation) is [true];

    /// <summary>What a coordinator finds for its turn.</summary>
    internal Task<TurnStart> BeginTurnAsync(Job job, CancellationToken cancellation) => turns.BeginAsync(job, cancellation);

    /// <summary>Ends a coordinator's turn that does not end its step.</summary>
    /// <param name="turn">Null: it was woken for nothing.</param>
    /// <returns>False where the attempt was superseded.</returns>
    internal Task<bool> ParkAsync(Job job, WorkerIdentity worker, TurnStart start, Turn<JsonElement, Value>.GoOn? turn, (double Fraction, string Text)? progress,
        Func<NpgsqlTransaction, CancellationToken, Task> publish, CancellationToken cancellation) => turns.CommitAsync(job, worker, start, turn, progress, publish, cancellation);

    public async Task<bool> FailAsync(Job job, WorkerIdentity worker, string code, string message, bool retryable, CancellationToken cancellation)
    {
        if (job.IsPart) return await parts.FailAsync(job, worker, code, message, retryable, cancellation);
        var failed = await source.QueryAsync($"""
            with done as (
                update deepflow.job set status = 'failed', error_code = $4, error = $5, lease_until = null, ended_at = now()
                where id = $1 and attempt = $2 and worker = $3 and status = 'running' returning id, project, instance, node, attempt),
            told as (
                insert into deepflow.event (project, instance, body)
                select project, instance, json_build_object('$', 'job_failed', 'job', id, 'node', node, 'attempt', attempt, 'code', $4::text, 'message', $5::text, 'retryable', $6::boolean) from done)
            select {Wakeups.TellOfEvents}::text from done
            """, r => 1, [job.Id, job.Attempt, worker.Name, code, message, retryable], cancellation);
        FailPoints.Pass("failure.committed");
        wakeups.Ring(Wakeups.Events);
        return failed.Count > 0;
    }

    /// <summary>Gives a job back undone, because the worker must stop or another job needs the place: it goes on from its checkpoint.</summary>
    public Task<int> ReleaseAsync(Job job, WorkerIdentity worker, CancellationToken cancellation) =>
        LoseAsync("id = $1 and attempt = $2 and worker = $3", [job.Id, job.Attempt, worker.Name], null, patient: true, cancellation);

    /// <summary>The worker is known to be dead.</summary>
    /// <param name="cause">How it ended: "killed by SIGSEGV".</param>
    public Task<int> LoseWorkerAsync(string worker, string cause, CancellationToken cancellation) => LoseAsync("worker = $1", [worker], cause, patient: true, cancellation);

    /// <summary>The worker had to stop and was not done in time; that is not the job's fault.</summary>
    public Task<int> ReleaseWorkerAsync(string worker, CancellationToken cancellation) => LoseAsync("worker = $1", [worker], null, patient: true, cancellation);

    /// <summary>The node starts again: the workers of its former life are dead, for workers die with their node. That is not the jobs' fault.</summary>
    public Task<int> LoseNodeAsync(Guid node, CancellationToken cancellation) => LoseAsync("node_id = $1", [node], null, patient: true, cancellation);

    /// <summary>Whoever has been silent for a lease has lost it.</summary>
    public Task<int> LoseSilentAsync(LeaderTerm term, CancellationToken cancellation) =>
        LoseAsync($"lease_until < now() and {LeaderTerm.Holds}", [term.Node, term.Number], $"silent for {Lease.TotalSeconds:0} s", patient: false, cancellation);

    /// <summary>A row that is locked has a living end under way, or that of a process that hangs: it is left to the next time, and holds up no other.</summary>
    /// <param name="cause">How the worker died; null: it gave its jobs back.</param>
    /// <param name="patient">Of parts: what somebody else holds is waited for, because nobody looks again.</param>
    private async Task<int> LoseAsync(string which, object?[] parameters, string? cause, bool patient, CancellationToken cancellation)
    {
        var released = cause is null;
        var lost = await source.QueryAsync($$"""
            with gone as (
                update deepflow.job set status = case status when 'running' then 'lost' else status end, lease_until = null
                where id in (select id from deepflow.job where leased and (part = '' or status <> 'running') and {{which}} for update skip locked) returning id, project, instance, node, attempt, worker, status, yield_to),
            told as (
                insert into deepflow.event (project, instance, body)
                select project, instance, json_strip_nulls(json_build_object('$', 'job_lost', 'job', id, 'node', node, 'attempt', attempt, 'worker', worker, 'released', {{(released ? "true" : "false")}},
                    {{(released
                        ? "'preempted_by', yield_to"
                        : $"'cause', ${parameters.Length + 1}::text, 'last_lines', {LastLinesOf("gone.id", "gone.attempt")}")}}))
                from gone where status = 'lost')
            select {{Wakeups.TellOfEvents}}::text from gone where status = 'lost'
            """, r => 1, released ? parameters : [.. parameters, cause], cancellation);
        if (lost.Count > 0) FailPoints.Pass("loss.committed");
        if (lost.Count > 0) wakeups.Ring(Wakeups.Events);
        return lost.Count + await parts.LoseAsync(which, parameters, cause, patient, cancellation);
    }
}

/// <summary>What a worker learns when it renews a lease.</summary>
public enum LeaseState
{
    Held,
    /// <summary>A job of higher priority needs the place: save the work and give the job back.</summary>
    Yield,
    /// <summary>The job is no longer this worker's: it was cancelled, timed out, or given to another.</summary>
    Gone,
}
