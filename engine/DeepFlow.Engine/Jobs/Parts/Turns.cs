using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Jobs.Parts;

/// <summary>The turns of coordinators: what one finds, and what it decides as one transaction: its state, its new parts, and what it publishes.</summary>
internal sealed class Turns(NpgsqlDataSource source, Wakeups wakeups, ActivityRegistry activities)
{
    public async Task<TurnStart> BeginAsync(Job job, CancellationToken cancellation)
    {
        // Told is never more than what is read here: of parts that end meanwhile the next turn hears.
        var ended = await source.QueryAsync("""
            select p.end_number, j.part, coalesce(j.outcome, 'failed'), j.output::text, case when j.status <> 'completed' then coalesce(j.error_code, 'failed') end, coalesce(j.error, ''), p.kept_from is not null
            from deepflow.coordination k join deepflow.part p on p.coordinator = k.job join deepflow.job j on j.id = p.job
            where k.job = $1 and p.end_number > k.told order by p.end_number
            """,
            r => (Number: r.GetInt32(0), Part: new EndedPart(r.GetString(1), r.GetString(2), r.ValueAt(3), r.TextAt(4) is { } code ? new(code, r.GetString(5)) : null) { Kept = r.GetBoolean(6) }),
            [job.Id], cancellation);
        var family = await source.QueryAsync("select turns, state::text, told from deepflow.coordination where job = $1",
            r => (Turns: r.GetInt32(0), State: r.IsDBNull(1) ? (JsonElement?)null : r.FromJson<JsonElement>(1), Told: r.GetInt32(2)), [job.Id], cancellation);
        var (turns, state, told) = family[0];
        return new(turns, state, [.. ended.Select(e => e.Part)], ended.Count > 0 ? ended[^1].Number : told);
    }

    /// <summary>Ends a turn that does not end the step.</summary>
    /// <param name="turn">Null: it has decided nothing.</param>
    /// <returns>False where the attempt was superseded: nothing is written.</returns>
    /// <exception cref="ActivityFailureException">It would wait for ever, or starts a part twice.</exception>
    public async Task<bool> CommitAsync(Job job, WorkerIdentity worker, TurnStart start, Turn<JsonElement, Value>.GoOn? turn, (double Fraction, string Text)? progress,
        Func<NpgsqlTransaction, CancellationToken, Task> publish, CancellationToken cancellation)
    {
        var parts = turn?.Parts ?? [];
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var family = await FamilyRow.HoldAsync(transaction, job.Id, patient: true, cancellation);
        if (family is null || !await JobQueue.HoldAsync(transaction, job, worker, cancellation)) return false;
        await publish(transaction, cancellation);
        if (turn is not null)
            await transaction.ExecuteAsync("update deepflow.coordination set turns = turns + 1, state = $2::json, wakes = $3, told = $4 where job = $1",
                [job.Id, turn.State.GetRawText(), turn.Wakes.ToString().ToLowerInvariant(), start.Told], cancellation);
        var made = await StartAsync(transaction, job, parts, cancellation);
        if (job.Iteration > 1 && parts.Length > 0) await KeepAsync(transaction, job, parts, made, cancellation);
        await ParkAsync(transaction, job, progress, cancellation);
        await family.HoldBackAsync(transaction, [job.Id, .. made], cancellation);
        await transaction.CommitAsync("turn", cancellation);
        wakeups.Ring(Wakeups.Jobs);
        await wakeups.TellAsync(Wakeups.Jobs, cancellation);
        return true;
    }

    private async Task<Guid[]> StartAsync(NpgsqlTransaction transaction, Job job, ImmutableArray<PartRequest> parts, CancellationToken cancellation)
    {
        if (parts.IsEmpty) return [];
        if (parts.FirstOrDefault(p => p.Key.Length == 0 || activities.Find(p.Activity) is null) is { } bad)
            throw new ActivityFailureException("bad_part", $"{job.Node} cannot start the part \"{bad.Key}\" by {bad.Activity}: a part has a key, and an activity of this installation.", retryable: false);
        var settings = parts.Select(p => job.Settings with { Needs = p.Needs ?? job.Settings.Needs, Timeout = null }).ToArray();
        var requests = settings.Select(JobRequest.Of).ToArray();
        Guid[] ids = [.. parts.Select(p => DeterministicId.Of(job.Id, "part", p.Key, 0))];
        try
        {
            await transaction.ExecuteAsync("""
                with made as (
                    insert into deepflow.job (id, project, instance, root, pipeline, node, round, iteration, part, family, activity, input, settings, started_by,
                        pool, cpu, memory, gpu, wished_gpu, yields, priority, turn)
                    select u.id, c.project, c.instance, c.root, c.pipeline, c.node, c.round, c.iteration, u.part, c.id, u.activity, u.input::json, u.settings::json, c.started_by,
                        u.pool, u.cpu, u.memory, u.gpu, u.wished_gpu, u.yields, c.priority, now() - c.priority * interval '1 minute' + u.place * interval '1 microsecond'
                    from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::bigint[], $10::int[], $11::int[], $12::boolean[]) with ordinality
                        as u (id, part, activity, input, settings, pool, cpu, memory, gpu, wished_gpu, yields, place)
                    join deepflow.job c on c.id = $1
                    returning id, project)
                insert into deepflow.part (job, project, coordinator) select id, project, $1 from made
                """,
                [
                    job.Id, ids, parts.Select(p => p.Key).ToArray(), parts.Select(p => p.Activity).ToArray(), parts.Select(p => Sql.Json(p.Input)).ToArray(), settings.Select(s => Sql.Json(s)).ToArray(),
                    requests.Select(r => r.Pool).ToArray(), requests.Select(r => r.Needs.Cpu).ToArray(), requests.Select(r => r.Needs.Memory).ToArray(), requests.Select(r => r.Needs.Gpus).ToArray(),
                    requests.Select(r => r.WishedGpus).ToArray(), parts.Select(p => activities.Checkpoints(p.Activity)).ToArray(),
                ], cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ActivityFailureException("part_twice", $"{job.Node} starts a part again that it has started before: {e.Detail}", retryable: false, e);
        }
        return ids;
    }

    /// <summary>What an earlier try at the step has done in this round is not done again: after an incident only what failed, or was not finished, is.</summary>
    private static async Task KeepAsync(NpgsqlTransaction transaction, Job job, ImmutableArray<PartRequest> parts, Guid[] made, CancellationToken cancellation)
    {
        var earlier = await transaction.QueryAsync("""
            select part, id, activity, input::text, outcome, output::text from deepflow.job
            where instance = $1 and node = $2 and round = $3 and iteration < $4 and part = any($5) and status = 'completed' order by iteration
            """,
            r => (Key: r.GetString(0), Id: r.GetGuid(1), Activity: r.GetString(2), Input: r.GetString(3), Outcome: r.GetString(4), Output: r.TextAt(5)),
            [job.Instance, job.Node, job.Round, job.Iteration, parts.Select(p => p.Key).ToArray()], cancellation);
        var kept = parts.Zip(made, (part, id) => (Id: id, Earlier: earlier.LastOrDefault(e => e.Key == part.Key && e.Activity == part.Activity && e.Input == Sql.Json(part.Input)))).Where(k => k.Earlier.Id != default).ToArray();
        if (kept.Length == 0) return;
        await transaction.ExecuteAsync("""
            update deepflow.job j set status = 'completed', outcome = u.outcome, output = u.output::json, progress = 1, ended_at = now()
            from unnest($1::uuid[], $2::text[], $3::text[]) as u (id, outcome, output) where j.id = u.id
            """, [kept.Select(k => k.Id).ToArray(), kept.Select(k => k.Earlier.Outcome).ToArray(), kept.Select(k => k.Earlier.Output).ToArray()], cancellation);
        await transaction.ExecuteAsync("""
            with counted as (update deepflow.coordination set ends = ends + cardinality($2::uuid[]) where job = $1 returning ends - cardinality($2::uuid[]) as before)
            update deepflow.part p set end_number = counted.before + u.place, kept_from = u.earlier
            from counted, unnest($2::uuid[], $3::uuid[]) with ordinality as u (id, earlier, place) where p.job = u.id
            """, [job.Id, kept.Select(k => k.Id).ToArray(), kept.Select(k => k.Earlier.Id).ToArray()], cancellation);
    }

    /// <summary>The worker lets go of the coordinator. It takes its next turn at once where parts have ended meanwhile.</summary>
    private static async Task ParkAsync(NpgsqlTransaction transaction, Job job, (double Fraction, string Text)? progress, CancellationToken cancellation)
    {
        var (news, open) = (await transaction.QueryAsync("""
            select k.ends > k.told, (select count(*) from deepflow.part p where p.coordinator = k.job and p.end_number is null) from deepflow.coordination k where k.job = $1
            """, r => (r.GetBoolean(0), r.GetInt64(1)), [job.Id], cancellation))[0];
        if (!news && open == 0) throw new ActivityFailureException("stalled", $"{job.Node} ({job.Activity}) neither ends nor has a part under way: it would wait for ever.", retryable: false);
        await transaction.ExecuteAsync("""
            update deepflow.job c set status = case when $2 and (k.wakes = 'each' or $3 = 0) then 'queued' else 'parked' end,
                worker = null, node_id = null, lease_until = null, gpus = '{}', yield_to = null, queued_at = now(),
                progress = coalesce($4::real, c.progress), progress_text = coalesce($5, c.progress_text)
            from deepflow.coordination k where c.id = $1 and k.job = c.id
            """, [job.Id, news, open, (float?)progress?.Fraction, progress?.Text], cancellation);
    }
}
