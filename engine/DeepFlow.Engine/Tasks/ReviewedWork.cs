using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <summary>
/// Who did what a step put out. An output that a rerun or a jump into a called pipeline has kept was made elsewhere, under another
/// instance: the state of the step, which was kept with it, names that work.
/// </summary>
internal sealed class ReviewedWork(NpgsqlTransaction transaction, string project)
{
    private readonly List<Guid> tasks = [];
    private readonly HashSet<string> authors = new(StringComparer.Ordinal);

    /// <summary>As the outputs <c>author</c> and <c>authors</c> of steps name them: people, or git's names of them.</summary>
    public IReadOnlySet<string> Authors => authors;

    /// <param name="path">A step of the instance, or of a pipeline that it called (<c>model.submission</c>); a call stands for all that its pipeline did.</param>
    public async Task AddAsync(Guid instance, string path, CancellationToken cancellation)
    {
        var head = Reachability.Head(path);
        if (await StateAsync(instance, cancellation) is not { } state) return;
        if (Reachability.Rest(path) is { } rest)
        {
            foreach (var child in await ChildrenAsync(instance, head, state.NodeAt(head), cancellation)) await AddAsync(child, rest, cancellation);
            return;
        }
        // A step that a round has cleared and that was not entered again since still was the work of whoever decided it.
        tasks.AddRange(await transaction.QueryAsync("""
            select id from deepflow.task
            where project = $1 and root = (select root from deepflow.instance where id = $2) and instance = $2 and node = $3 order by iteration desc limit 1
            """, r => r.GetGuid(0), [project, instance, head], cancellation));
        await AddAsync(instance, head, state.NodeAt(head), cancellation);
    }

    /// <summary>Everybody who decided any of it, or approved it.</summary>
    public Task<List<string>> DecidersAsync(CancellationToken cancellation) =>
        transaction.QueryAsync("select distinct person from deepflow.task_decision where project = $1 and task = any($2)", r => r.GetString(0), [project, tasks.ToArray()], cancellation);

    private async Task AddAsync(Guid instance, string id, NodeState node, CancellationToken cancellation)
    {
        if (node.Work is { } work) tasks.Add(work); // that of a job or a child finds no task
        if (node.Output.Member("author") is TextValue author) authors.Add(author.Value);
        if (node.Output.Member("authors") is ListValue several) authors.UnionWith(several.Items.OfType<TextValue>().Select(name => name.Value));
        foreach (var child in await ChildrenAsync(instance, id, node, cancellation))
        {
            if (await StateAsync(child, cancellation) is not { } state) continue;
            foreach (var (inside, step) in state.Nodes) await AddAsync(child, inside, step, cancellation);
        }
    }

    /// <summary>The child of a call that ran last, or the elements of a <c>for</c>.</summary>
    private async Task<IReadOnlyList<Guid>> ChildrenAsync(Guid instance, string id, NodeState node, CancellationToken cancellation) =>
        node.LastChild is { } last ? [last]
        : node.For is null ? []
        : await transaction.QueryAsync("select id from deepflow.instance where project = $1 and parent = $2 and parent_node = $3", r => r.GetGuid(0), [project, instance, id], cancellation);

    private async Task<InstanceState?> StateAsync(Guid instance, CancellationToken cancellation) =>
        (await transaction.QueryAsync($"select {StateRows.Columns} from {StateRows.Source} where i.project = $1 and i.id = $2", r => StateRows.Read(r, 0).Parse(), [project, instance], cancellation)).FirstOrDefault();
}
