using System.Globalization;
using System.Text;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;

namespace DeepFlow.Engine.Tasks;

/// <summary>A statement with its parameters.</summary>
internal sealed record InboxStatement(string Text, object?[] Parameters);

/// <summary>
/// Turns a question to the inbox into SQL. The rows of <c>task_candidate</c> lie in lanes (one for each holder, for claimed
/// and unclaimed, and where a pipeline or step is asked for, for each step), and each lane is in order already. An answer
/// takes from each lane as many rows as a page has and merges them: its cost depends on the page and the lanes, not on how
/// many tasks wait.
///
/// Words are sought in two ways, since nobody knows beforehand how many tasks hold them. First a little way along the lanes:
/// what many tasks hold is soon found there. Where it is not, the index of words gives all that hold them, unless they are
/// many; then the walk goes on, and may end with a page that is not full, from where the next goes on.
/// </summary>
internal sealed class InboxSql
{
    private readonly InboxQuery query;
    private readonly DateTimeOffset now;
    private readonly List<object?> parameters = [];
    private readonly InboxSort sort;
    private readonly string project;

    private InboxSql(string project, InboxQuery query, Person? person, DateTimeOffset now)
    {
        this.query = query;
        this.now = now.ToUniversalTime();
        sort = query.Due is null ? query.Sort : InboxSort.Due;
        this.project = Add(project);
        Holders = HoldersOf(query, person);
    }

    private string[] Holders { get; }

    private string Key => sort == InboxSort.Due ? "due_at" : "created_at";

    private string Direction => sort == InboxSort.Newest ? "desc" : "asc";

    /// <summary>So many rows of the lanes are looked at for words before the index of words is asked.</summary>
    public const int ShortWalk = 400;

    /// <summary>So many are looked at where the index has too many.</summary>
    public const int LongWalk = 20_000;

    /// <summary>More tasks than these are too many to be looked at one by one.</summary>
    public const int MostMatches = 5_000;

    /// <summary>A page of tasks; the last column is where it ends.</summary>
    /// <exception cref="EngineException"><c>bad_cursor</c></exception>
    public static InboxStatement Page(string project, InboxQuery query, Person? person, DateTimeOffset now)
    {
        var sql = new InboxSql(project, query, person, now);
        var lanes = sql.Lanes();
        return sql.Statement($"""
            {lanes}
            {sql.Summaries($"{sql.Merged(sql.Add(query.Limit + 1))}")}
            """);
    }

    /// <summary>As <see cref="Page"/>, of what holds the words among the first rows of the lanes.</summary>
    /// <param name="length">How many rows are looked at.</param>
    public static InboxStatement Walk(string project, InboxQuery query, Person? person, DateTimeOffset now, int length)
    {
        var sql = new InboxSql(project, query, person, now);
        var lanes = sql.Lanes();
        return sql.Statement($"""
            {lanes}
            {sql.Summaries($"""
                select w.task, w.key from ({sql.Merged($"{length}")}) w cross join lateral (
                    select 1 from deepflow.task t where t.id = w.task and t.search @@ to_tsquery('simple', {sql.Add(sql.Words)}) limit 1) m
                order by w.key {sql.Direction}, w.task {sql.Direction} limit {sql.Add(query.Limit + 1)}
                """)}
            """);
    }

    /// <summary>The last row that <see cref="Walk"/> looks at; none where the lanes end before.</summary>
    public static InboxStatement WalkEnd(string project, InboxQuery query, Person? person, DateTimeOffset now, int length)
    {
        var sql = new InboxSql(project, query, person, now);
        var lanes = sql.Lanes();
        return sql.Statement($"{lanes} select task, key::text from ({sql.Merged($"{length}")}) w order by key {sql.Direction}, task {sql.Direction} offset {length - 1}");
    }

    /// <summary>The tasks that the index of words has, up to one more than <see cref="MostMatches"/>.</summary>
    public static InboxStatement Matches(string project, InboxQuery query)
    {
        var sql = new InboxSql(project, query with { View = InboxView.All }, null, default);
        return sql.Statement($"""
            select t.id from deepflow.task t where t.project = {sql.project} and t.status = 'open' and t.search @@ to_tsquery('simple', {sql.Add(sql.Words)}) limit {MostMatches + 1}
            """);
    }

    /// <summary>As <see cref="Page"/>, of what the index of words has.</summary>
    public static InboxStatement Lookup(string project, InboxQuery query, Person? person, DateTimeOffset now, IReadOnlyCollection<Guid> matches)
    {
        var sql = new InboxSql(project, query, person, now);
        return sql.Statement(sql.Summaries($"""
            select c.task, c.key from unnest({sql.Add(matches.ToArray())}::uuid[]) f (id) cross join lateral (
                select c.task, c.{sql.Key} as key from deepflow.task_candidate c where c.task = f.id and c.holder = any({sql.Add(sql.Holders)}) {sql.Narrowed()} limit 1) c
            order by c.key {sql.Direction}, c.task {sql.Direction} limit {sql.Add(query.Limit + 1)}
            """));
    }

    /// <summary>How many there are, up to one more than <see cref="CappedCount.Most"/>; words are left out of account.</summary>
    public static InboxStatement Count(string project, InboxQuery query, Person? person, DateTimeOffset now)
    {
        var sql = new InboxSql(project, query, person, now);
        var lanes = sql.Lanes();
        return sql.Statement($"""
            {lanes}
            select count(*)::int from (select distinct task from lane l cross join lateral ({sql.Rows($"{CappedCount.Most + 1}", keyset: false)}) x limit {CappedCount.Most + 1}) n
            """);
    }

    /// <summary>The steps for which tasks wait, each with its count.</summary>
    public static InboxStatement Steps(string project, InboxQuery query, Person? person, DateTimeOffset now)
    {
        var sql = new InboxSql(project, query, person, now);
        return sql.Statement($"""
            {sql.StepLanes()}
            select l.pipeline, l.node, count(distinct x.task)::int
            from lane l cross join lateral ({sql.Rows($"{CappedCount.MostOfFilter + 1}", keyset: false, steps: true)}) x group by l.pipeline, l.node order by 1, 2
            """);
    }

    /// <summary>The holders to whom tasks are offered, each with its count.</summary>
    public static InboxStatement Offered(string project) => new($"""
        with recursive holder (name) as (
            (select c.holder from deepflow.task_candidate c where c.project = $1 order by c.holder limit 1)
            union all
            select n.holder from holder h cross join lateral (
                select c.holder from deepflow.task_candidate c where c.project = $1 and c.holder > h.name order by c.holder limit 1) n)
        select h.name, sum(x.count)::int from holder h
        cross join unnest(array[false, true]) k (claimed)
        cross join lateral (
            select count(*) from (select 1 from deepflow.task_candidate c where c.project = $1 and c.holder = h.name and c.claimed = k.claimed limit {CappedCount.MostOfFilter + 1}) n) x
        where h.name <> '*' and left(h.name, 1) <> '=' group by h.name order by 1
        """, [project]);

    private static string[] HoldersOf(InboxQuery query, Person? person)
    {
        string[] holders = query switch
        {
            { ClaimedBy: { } name } => ["=" + name],
            { View: InboxView.All, Role: { } role } => role.StartsWith('@') ? [role] : [role, Holder.Everyone],
            { View: InboxView.All } => ["*"],
            _ when person is null => throw new EngineException("person_needed", "Whose tasks? Say who, or ask for all."),
            { View: InboxView.Mine } => ["=" + person.Name, Holder.Named(person.Name)],
            _ => [.. person.Keys],
        };
        return query is { Role: { } only, View: InboxView.Roles, ClaimedBy: null } ? [.. holders.Where(h => h == only)] : holders;
    }

    private string Lanes() => query switch
    {
        { Pipeline: { } pipeline, Step: { } step } => $"""
            with lane (holder, claimed, pipeline, node) as (select h, k, {Add(pipeline)}::text, {Add(step)}::text from {HoldersAndClaims()})
            """,
        { Pipeline: null, Step: null } => $"with lane (holder, claimed) as (select h, k from {HoldersAndClaims()})",
        _ => StepLanes(),
    };

    /// <summary>Leaps from step to step along the index, of which there are few beside the tasks.</summary>
    private string StepLanes()
    {
        var inPipeline = query.Pipeline is { } pipeline ? $"and c.pipeline = {Add(pipeline)}" : "";
        var ofStep = query.Step is { } step ? $"where node = {Add(step)}" : "";
        return $"""
            with recursive leap (holder, claimed, pipeline, node) as (
                select h, k, s.pipeline, s.node from {HoldersAndClaims()} cross join lateral (
                    select c.pipeline, c.node from deepflow.task_candidate c where c.project = {project} and c.holder = h and c.claimed = k {inPipeline}
                    order by c.pipeline, c.node limit 1) s
                union all
                select l.holder, l.claimed, s.pipeline, s.node from leap l cross join lateral (
                    select c.pipeline, c.node from deepflow.task_candidate c
                    where c.project = {project} and c.holder = l.holder and c.claimed = l.claimed {inPipeline} and (c.pipeline, c.node) > (l.pipeline, l.node)
                    order by c.pipeline, c.node limit 1) s),
            lane as (select * from leap {ofStep})
            """;
    }

    private string HoldersAndClaims()
    {
        bool[] claims = query switch
        {
            { ClaimedBy: not null } => [true],
            { Claimed: { } claimed } => [claimed],
            _ => [false, true],
        };
        return $"unnest({Add(Holders)}::text[]) h cross join unnest({Add(claims)}::boolean[]) k";
    }

    private string Merged(string limit) =>
        $"select task, key from lane l cross join lateral ({Rows(limit, keyset: true)}) x group by task, key order by key {Direction}, task {Direction} limit {limit}";

    /// <summary>The rows of one lane, in order.</summary>
    private string Rows(string limit, bool keyset, bool steps = false)
    {
        var inStep = steps || query.Pipeline is not null || query.Step is not null ? " and c.pipeline = l.pipeline and c.node = l.node" : "";
        return $"""
            select c.task, c.{Key} as key from deepflow.task_candidate c {OfferedToRole()}
            where c.project = {project} and c.holder = l.holder and c.claimed = l.claimed{inStep}{DueBounds()}{(keyset ? Beyond() : "")}
            order by c.{Key} {Direction}, c.task {Direction} limit {limit}
            """;
    }

    /// <summary>The lanes are a person's, and of what lies in them only what is offered to the role is asked for. The limit keeps the look-up a look-up.</summary>
    private string OfferedToRole() => query.Role is null || query.ClaimedBy is null && query.View != InboxView.Mine ? ""
        : $"cross join lateral (select 1 from deepflow.task t where t.id = c.task and {Add(query.Role)} = any(t.roles) limit 1) r";

    /// <summary>What the lanes say by themselves, as conditions on a single row.</summary>
    private string Narrowed()
    {
        var text = new StringBuilder();
        if (query.ClaimedBy is null && query.Claimed is { } claimed) text.Append($" and c.claimed = {Add(claimed)}");
        if (query.Pipeline is { } pipeline) text.Append($" and c.pipeline = {Add(pipeline)}");
        if (query.Step is { } step) text.Append($" and c.node = {Add(step)}");
        if (query.Role is { } role && (query.ClaimedBy is not null || query.View == InboxView.Mine)) text.Append($" and exists (select 1 from deepflow.task t where t.id = c.task and {Add(role)} = any(t.roles))");
        return text.Append(DueBounds()).Append(Beyond()).ToString();
    }

    private string Summaries(string page) => $"""
        select t.id, t.instance, t.root, t.pipeline, t.node, t.round, t.iteration, t.title, t.roles, t.outcomes::text, t.required,
               (select count(*)::int from deepflow.task_decision d where d.task = t.id and d.outcome = t.outcomes -> 0 ->> 'name'),
               t.claimed_by, t.claimed_at, t.due_at, coalesce(t.due_at < {Add(now)}, false), t.escalated, t.created_at, p.key::text
        from ({page}) p join deepflow.task t on t.id = p.task
        order by p.key {Direction}, p.task {Direction}
        """;

    private string? Words => query.Search is { } search ? SearchWords.Query(search) : null;

    private string DueBounds()
    {
        var local = TimeZoneInfo.ConvertTime(now, query.Zone);
        var tomorrow = local.Date.AddDays(1);
        return query.Due switch
        {
            InboxDue.Overdue => $" and c.due_at < {Add(now)}",
            InboxDue.Today => $" and c.due_at >= {Add(now)} and c.due_at < {Add(new DateTimeOffset(tomorrow, query.Zone.GetUtcOffset(tomorrow)).ToUniversalTime())}",
            InboxDue.Week => $" and c.due_at >= {Add(now)} and c.due_at < {Add(now.AddDays(7))}",
            _ => "",
        };
    }

    private string Beyond()
    {
        if (query.After is not { } cursor) return "";
        var parts = cursor.Split('~');
        if (parts.Length != 3 || parts[0] != sort.ToString() || !Guid.TryParse(parts[2], out var id)
            || parts[1] != "infinity" && !DateTimeOffset.TryParse(parts[1], CultureInfo.InvariantCulture, out _))
            throw new EngineException("bad_cursor", "That is not where a page of this list ended: go on with the \"next\" of the page before, and the same order.");
        return $" and (c.{Key}, c.task) {(Direction == "desc" ? "<" : ">")} ({Add(parts[1])}::text::timestamptz, {Add(id)}::uuid)";
    }

    /// <summary>Where a page ends, to go on from.</summary>
    public static string Cursor(InboxQuery query, string key, Guid task) => $"{(query.Due is null ? query.Sort : InboxSort.Due)}~{key}~{task}";

    private InboxStatement Statement(string text) => new(text, [.. parameters]);

    private string Add(object? value)
    {
        parameters.Add(value);
        return $"${parameters.Count}";
    }
}
