using System.Collections.Immutable;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Tasks.Forms;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <summary>Reads all that a task's page shows.</summary>
public sealed class TaskPages(NpgsqlDataSource source, Inbox inbox, TaskComments comments, Bundles bundles)
{
    private const int MostRounds = 20;
    private const int MostCandidates = 200;

    /// <exception cref="Instances.EngineException"><c>unknown_task</c></exception>
    public async Task<TaskPage> GetAsync(string project, Guid id, CancellationToken cancellation)
    {
        var task = await inbox.GetAsync(project, id, cancellation);
        var bundle = await bundles.GetAsync(project, task.Definition, cancellation);
        var earlier = await EarlierAsync(project, task, bundle, cancellation);
        Guid[] all = [id, .. earlier.Select(t => t.Id)];
        var decided = (await DecisionsAsync(project, all, cancellation)).ToLookup(d => d.Task);
        var said = (await comments.ListAsync(project, all, cancellation)).ToLookup(c => c.Task);
        var node = bundle.Pipelines.GetValueOrDefault(task.Pipeline)?.Find(task.Node);
        return new(
            task, Decisions.FormOf(task) is { } form ? FormView.Of(form) : null, Handles.In(task.Input).Items, await CandidatesAsync(project, task, cancellation),
            [.. decided[id]], [.. said[id]], [.. earlier.Select(t => new TaskRound(t, [.. decided[t.Id]], [.. said[t.Id]]))],
            new(task.Definition, task.Pipeline, task.Node, node?.Span, node?.Documentation));
    }

    /// <summary>What was decided, in the order in which it was.</summary>
    public Task<List<RecordedDecision>> DecisionsAsync(string project, IReadOnlyCollection<Guid> tasks, CancellationToken cancellation) => source.QueryAsync("""
        select task, person, outcome, target, comment, filled_in::text, bundle, versions::text, identity, at
        from deepflow.task_decision where project = $1 and task = any($2) order by at
        """,
        r => new RecordedDecision(r.GetGuid(0), r.GetString(1), r.GetString(2), r.TextAt(3), r.TextAt(4), r.RecordAt(5), r.GetString(6), r.FromJson<ListValue>(7).Items, r.GetString(8),
            r.GetFieldValue<DateTimeOffset>(9)),
        [project, tasks.ToArray()], cancellation);

    /// <summary>
    /// The step in earlier rounds of this instance; where the pipeline is called by a step that was entered again, also in the
    /// instances that the step called before. The turns of a <c>for</c> are no rounds of each other.
    /// </summary>
    private async Task<List<HumanTask>> EarlierAsync(string project, HumanTask task, Bundle bundle, CancellationToken cancellation)
    {
        var callers = await source.QueryAsync("select p.pipeline, i.parent_node from deepflow.instance i join deepflow.instance p on p.id = i.parent where i.id = $1",
            r => (Pipeline: r.GetString(0), Node: r.GetString(1)), [task.Instance], cancellation);
        var calledAgain = callers is [var caller] && bundle.Pipelines.GetValueOrDefault(caller.Pipeline)?.Find(caller.Node) is CallNode;
        return await source.QueryAsync($"""
            select {Inbox.Columns} from deepflow.task t
            where project = $1 and root = $2 and pipeline = $3 and node = $4 and created_at < $5 and id <> $6
              and (instance = $7 or $8 and exists (
                  select 1 from deepflow.instance a join deepflow.instance b on a.parent = b.parent and a.parent_node = b.parent_node where a.id = t.instance and b.id = $7))
            order by created_at desc limit {MostRounds}
            """, Inbox.Read, [project, task.Root, task.Pipeline, task.Node, task.CreatedAt.ToUniversalTime(), task.Id, task.Instance, calledAgain], cancellation);
    }

    private async Task<ImmutableArray<TaskCandidate>> CandidatesAsync(string project, HumanTask task, CancellationToken cancellation)
    {
        if (task.Status != HumanTaskStatus.Open) return [];
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var excluded = task.NotBy.IsEmpty ? [] : await FourEyes.ExcludedAsync(transaction, project, task, cancellation);
        foreach (var person in task.Approved) excluded[person] = "they have approved it already";
        var people = await transaction.QueryAsync($"""
            select p.name, p.display, array_agg(distinct k.key order by k.key)
            from deepflow.person_key k join deepflow.person p on p.project = k.project and p.name = k.person
            where k.project = $1 and k.key = any($2) group by p.name, p.display order by p.name limit {MostCandidates}
            """, r => (Name: r.GetString(0), Display: r.GetString(1), Via: r.GetFieldValue<string[]>(2)), [project, task.Roles.ToArray()], cancellation);
        return [.. people.Select(p => new TaskCandidate(p.Name, p.Display, [.. p.Via], excluded.GetValueOrDefault(p.Name)))];
    }
}
