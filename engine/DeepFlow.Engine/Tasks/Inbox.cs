using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <param name="Role">Tasks that this role may decide.</param>
/// <param name="Root">Tasks of one run and of what it called.</param>
public sealed record TaskFilter(HumanTaskStatus? Status = HumanTaskStatus.Open, string? Role = null, Guid? Root = null, int Limit = 200);

/// <summary>Reads the tasks of people.</summary>
public sealed class Inbox(NpgsqlDataSource source, Roster roster, TimeProvider clock)
{
    internal const string Columns = """
        t.id, t.instance, t.root, t.pipeline, t.node, t.round, t.iteration, t.activity, t.roles, t.input::text, t.outcomes::text, t.required, t.not_by,
        array(select person from deepflow.task_decision d where d.task = t.id and d.outcome = t.outcomes -> 0 ->> 'name' order by at),
        t.status, t.superseded_by_round, t.outcome, t.target, t.decided_by, t.decided_at, t.due_at, t.escalated, t.created_at,
        t.bundle, t.claimed_by, t.claimed_at, t.reminded
        """;

    /// <summary>Tasks with all they show, the latest first: those of a run, or the project's latest. What waits is asked by <see cref="PageAsync"/>.</summary>
    public Task<List<HumanTask>> ListAsync(string project, TaskFilter filter, CancellationToken cancellation) => source.QueryAsync($"""
        select {Columns} from deepflow.task t
        where project = $1 and ($2::text is null or status = $2) and ($3::text is null or roles && array[$3, 'everyone']) {(filter.Root is null ? "and $4::uuid is null" : "and root = $4")}
        order by created_at desc, id limit $5
        """, Read, [project, filter.Status?.ToString().ToLowerInvariant(), filter.Role, filter.Root, filter.Limit], cancellation);

    /// <exception cref="EngineException">There is no such task.</exception>
    public async Task<HumanTask> GetAsync(string project, Guid task, CancellationToken cancellation)
    {
        var found = await source.QueryAsync($"select {Columns} from deepflow.task t where project = $1 and id = $2", Read, [project, task], cancellation);
        return found.Count > 0 ? found[0] : throw Unknown(task);
    }

    /// <summary>The id that its beginning or end stands for, as people copy it from a listing.</summary>
    /// <exception cref="EngineException"><c>unknown_task</c> or <c>ambiguous_task</c></exception>
    public async Task<Guid> ResolveAsync(string project, string typed, CancellationToken cancellation)
    {
        var part = new string([.. typed.Where(c => char.IsAsciiHexDigit(c) || c == '-')]);
        var found = part.Length == 0 || part.Length != typed.Length ? [] : await source.QueryAsync(
            "select id from deepflow.task where project = $1 and (id::text like $2 || '%' or id::text like '%' || $2) limit 2", r => r.GetGuid(0), [project, part.ToLowerInvariant()], cancellation);
        return found switch
        {
            [var one] => one,
            [] => throw new EngineException("unknown_task", $"There is no task {typed} in this project.", EngineProblem.NotFound),
            _ => throw new EngineException("ambiguous_task", $"Several tasks begin or end with {typed}; give more of the id."),
        };
    }

    /// <summary>A page of what waits, in order, from where the page before ended.</summary>
    /// <exception cref="EngineException"><c>unknown_person</c>, <c>person_needed</c> or <c>bad_cursor</c></exception>
    public async Task<InboxPage> PageAsync(string project, InboxQuery query, CancellationToken cancellation)
    {
        var (person, now) = (await PersonAsync(project, query, cancellation), clock.GetUtcNow());
        if (query.Search is { } search && SearchWords.Query(search) is not null) return await SearchAsync(project, query, person, now, cancellation);
        return PageOf(query, await AskAsync(InboxSql.Page(project, query, person, now), ReadRow, cancellation));
    }

    /// <summary>Along the lanes or by the index of words: see <see cref="InboxSql"/>.</summary>
    private async Task<InboxPage> SearchAsync(string project, InboxQuery query, Person? person, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await WalkAsync(InboxSql.ShortWalk) is { Page: { } soon }) return soon;
        var matches = await AskAsync(InboxSql.Matches(project, query), r => r.GetGuid(0), cancellation);
        if (matches.Count <= InboxSql.MostMatches) return PageOf(query, await AskAsync(InboxSql.Lookup(project, query, person, now, matches), ReadRow, cancellation));
        var (page, found, end) = await WalkAsync(InboxSql.LongWalk);
        return page ?? new([.. found.Select(r => r.Task)], end);

        // The page, where the walk has filled it or come to the end of the lanes; else what it found, and where it ended.
        async Task<(InboxPage? Page, List<(TaskSummary Task, string Key)> Found, string? End)> WalkAsync(int length)
        {
            var rows = await AskAsync(InboxSql.Walk(project, query, person, now, length), ReadRow, cancellation);
            if (rows.Count > query.Limit) return (PageOf(query, rows), rows, null);
            var end = await AskAsync(InboxSql.WalkEnd(project, query, person, now, length), r => InboxSql.Cursor(query, r.GetString(1), r.GetGuid(0)), cancellation);
            return end is [var last] ? (null, rows, last) : (PageOf(query, rows), rows, null);
        }
    }

    private static InboxPage PageOf(InboxQuery query, List<(TaskSummary Task, string Key)> rows)
    {
        var page = rows.Take(query.Limit).ToList();
        return new([.. page.Select(r => r.Task)], rows.Count > page.Count ? InboxSql.Cursor(query, page[^1].Key, page[^1].Task.Id) : null);
    }

    /// <summary>How many the question has for an answer.</summary>
    public async Task<CappedCount> CountAsync(string project, InboxQuery query, CancellationToken cancellation)
    {
        var statement = InboxSql.Count(project, query, await PersonAsync(project, query, cancellation), clock.GetUtcNow());
        return CappedCount.Of((await AskAsync(statement, r => r.GetInt32(0), cancellation))[0], CappedCount.Most);
    }

    /// <summary>The numbers beside a person's views.</summary>
    /// <exception cref="EngineException"><c>unknown_person</c></exception>
    public async Task<InboxCounts> CountsAsync(string project, string person, CancellationToken cancellation)
    {
        var who = await roster.RequireAsync(project, person, cancellation);
        var roles = new InboxQuery(InboxView.Roles, person);
        InboxQuery[] asked = [new(InboxView.Mine, person), roles, roles with { Claimed = false }, roles with { Due = InboxDue.Overdue }, new()];
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(Plainly));
        foreach (var query in asked) Add(batch, InboxSql.Count(project, query, who, clock.GetUtcNow()));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var counts = await CappedCount.ReadAllAsync(reader, cancellation);
        return new(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    /// <summary>What the view can be filtered by: its steps, and everybody to whom tasks are offered.</summary>
    public async Task<InboxFilters> FiltersAsync(string project, InboxQuery query, CancellationToken cancellation)
    {
        var person = await PersonAsync(project, query, cancellation);
        var steps = await AskAsync(InboxSql.Steps(project, query with { Pipeline = null, Step = null, Search = null }, person, clock.GetUtcNow()),
            r => new InboxStep(r.GetString(0), r.GetString(1), CappedCount.Of(r.GetInt32(2), CappedCount.MostOfFilter)), cancellation);
        var holders = await AskAsync(InboxSql.Offered(project), r => new InboxHolder(r.GetString(0), CappedCount.Of(r.GetInt32(1), CappedCount.MostOfFilter)), cancellation);
        return new([.. steps], [.. holders]);
    }

    internal static EngineException Unknown(Guid task) => new("unknown_task", $"There is no task {task} in this project.", EngineProblem.NotFound);

    private async Task<Person?> PersonAsync(string project, InboxQuery query, CancellationToken cancellation) =>
        query.Person is null ? null : await roster.RequireAsync(project, query.Person, cancellation);

    private static (TaskSummary Task, string Key) ReadRow(NpgsqlDataReader r) => (ReadSummary(r), r.GetString(18));

    /// <summary>
    /// The planner cannot know how short the pieces of the lanes are, and how few tasks hold a word's beginning: it would
    /// compile machine code, start processes to help, or read a table, for an answer that is there at once.
    /// </summary>
    internal const string Plainly = "select set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true), set_config('enable_seqscan', 'off', true)";

    private async Task<List<T>> AskAsync<T>(InboxStatement statement, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(Plainly));
        Add(batch, statement);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
        return rows;
    }

    private static void Add(NpgsqlBatch batch, InboxStatement statement) => batch.Add(statement.Text, statement.Parameters);

    private static TaskSummary ReadSummary(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(4), r.GetInt32(5), r.GetInt32(6), r.GetString(7),
        [.. r.GetFieldValue<string[]>(8)], r.FromJson<ImmutableArray<TaskOutcome>>(9), r.GetInt32(10), r.GetInt32(11), r.TextAt(12), r.TimeAt(13), r.TimeAt(14), r.GetBoolean(15),
        r.GetBoolean(16), r.GetFieldValue<DateTimeOffset>(17));

    internal static HumanTask Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), r.GetString(4), r.GetInt32(5), r.GetInt32(6), r.GetString(7),
        [.. r.GetFieldValue<string[]>(8)], r.RecordAt(9), r.FromJson<ImmutableArray<TaskOutcome>>(10), r.GetInt32(11), [.. r.GetFieldValue<string[]>(12)],
        [.. r.GetFieldValue<string[]>(13)], Enum.Parse<HumanTaskStatus>(r.GetString(14), ignoreCase: true), r.IntAt(15), r.TextAt(16), r.TextAt(17), r.TextAt(18),
        r.TimeAt(19), r.TimeAt(20), r.GetBoolean(21), r.GetFieldValue<DateTimeOffset>(22))
    {
        Definition = r.GetString(23), ClaimedBy = r.TextAt(24), ClaimedAt = r.TimeAt(25), Reminded = r.GetInt32(26),
    };
}
