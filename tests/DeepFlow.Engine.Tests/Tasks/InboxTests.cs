using System.Text.Json;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Tasks;
using DeepFlow.Testing;
using Npgsql;

namespace DeepFlow.Engine.Tests.Tasks;

/// <summary>20,000 open tasks of 3 pipelines with 2 steps each, offered to 4 roles; every tenth is claimed by june, every fourth is never due.</summary>
public sealed class FilledInbox() : DatabaseFixture(typeof(Migrations).Assembly), IAsyncLifetime
{
    public const int Count = 20_000;

    public static DateTimeOffset Now { get; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await Database.ExecuteAsync("insert into deepflow.project (name) values ('p')");
        await Database.ExecuteAsync("insert into deepflow.bundle (project, hash, definition, published_by) values ('p', 'hash', '{}', 'ada')");
        await Database.ExecuteAsync("""
            insert into deepflow.instance (id, project, bundle, pipeline, root, arguments, started_by)
            select md5(i::text)::uuid, 'p', 'hash', 'pipeline' || i % 3, md5(i::text)::uuid, '{}', 'ada' from generate_series(0, 199) i
            """);
        await Database.ExecuteAsync($$"""
            insert into deepflow.task (id, project, instance, root, pipeline, node, round, iteration, activity, bundle, title, search, roles, input, outcomes, claimed_by, claimed_at, due_at, created_at)
            select md5('t' || i)::uuid, 'p', md5((i % 200)::text)::uuid, md5((i % 200)::text)::uuid, 'pipeline' || i % 3, 'step' || i % 2, 1, i / 200 + 1, 'approval', 'hash',
                   'Review number ' || i || case when i % 1000 = 7 then ' of something rare' else '' end,
                   to_tsvector('simple', 'review number ' || i || case when i % 1000 = 7 then ' of something rare' else '' end || case when i <= {{Count / 2}} then ' early' else '' end),
                   array['role' || i % 4], '{"title": "Review"}', '[{"name":"approve","label":"Approve","targets":[]}]',
                   case when i % 10 = 0 then 'june' end, case when i % 10 = 0 then timestamptz '2026-05-01' end,
                   case when i % 4 <> 0 then timestamptz '2026-05-01 12:00+00' + make_interval(hours => i % 200 - 100) end,
                   timestamptz '2026-01-01 00:00+00' + make_interval(secs => i)
            from generate_series(1, {{Count}}) i
            """);
        await using (var list = DataSource.CreateCommand(TaskRows.List))
        {
            list.Parameters.Add(new NpgsqlParameter { Value = await IdsAsync() });
            await list.ExecuteNonQueryAsync();
        }
        await SettleAsync();
    }

    /// <summary>As the server leaves its tables after a while, at once, and with figures of every row: plans must not depend on when it got there, nor on a sample.</summary>
    private async Task SettleAsync()
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString + ";Pooling=false;Options=-c default_statistics_target=1000");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("vacuum (analyze)", connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<Guid[]> IdsAsync()
    {
        await using var command = DataSource.CreateCommand("select array_agg(id) from deepflow.task");
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }
}

public sealed class InboxTests(FilledInbox database) : IClassFixture<FilledInbox>
{
    private static readonly Person June = new("june", "June", ["role1", "role2"]) { Keys = ["@june", "everyone", "role1", "role2"] };

    public static TheoryData<string> Questions => [.. Asked.Keys];

    private static readonly Dictionary<string, InboxQuery> Asked = new()
    {
        ["everything"] = new(),
        ["everything, oldest first"] = new() { Sort = InboxSort.Oldest },
        ["everything by due date"] = new() { Sort = InboxSort.Due },
        ["overdue"] = new() { Due = InboxDue.Overdue },
        ["due this week"] = new() { Due = InboxDue.Week },
        ["my roles"] = new(InboxView.Roles, "june"),
        ["my roles, by due date"] = new(InboxView.Roles, "june") { Sort = InboxSort.Due },
        ["my roles, unclaimed"] = new(InboxView.Roles, "june") { Claimed = false },
        ["one of my roles"] = new(InboxView.Roles, "june") { Role = "role1" },
        ["mine"] = new(InboxView.Mine, "june"),
        ["mine of a role"] = new(InboxView.Mine, "june") { Role = "role2" },
        ["a role"] = new() { Role = "role3" },
        ["claimed by june"] = new() { ClaimedBy = "june" },
        ["a pipeline"] = new(InboxView.Roles, "june") { Pipeline = "pipeline1" },
        ["a step"] = new(InboxView.Roles, "june") { Step = "step1" },
        ["a step of a pipeline"] = new() { Pipeline = "pipeline1", Step = "step1" },
        ["a step of a pipeline, by due date"] = new() { Pipeline = "pipeline1", Step = "step1", Due = InboxDue.Today },
        ["a rare word"] = new() { Search = "rare" },
        ["a rare word among my roles"] = new(InboxView.Roles, "june") { Search = "Some RARE" },
        ["a word in every title"] = new(InboxView.Roles, "june") { Search = "review" },
        ["a word of the oldest half"] = new() { Search = "early" },
        ["a word in no title"] = new() { Search = "zebra" },
    };

    /// <summary>What each question is to find, computed from the row numbers.</summary>
    private static IEnumerable<int> Expected(string question)
    {
        static bool Mine(int i) => i % 4 is 1 or 2;
        static int? Hours(int i) => i % 4 == 0 ? null : i % 200 - 100;
        static bool Rare(int i) => i % 1000 == 7;
        var all = Enumerable.Range(1, FilledInbox.Count);
        static IEnumerable<int> ByDue(IEnumerable<int> rows) => rows.OrderBy(i => Hours(i) ?? int.MaxValue).ThenBy(i => IdOf(i), Comparer<Guid>.Create(AsPostgres));
        return question switch
        {
            "everything" => all.Reverse(),
            "everything, oldest first" => all,
            "everything by due date" => ByDue(all),
            "overdue" => ByDue(all.Where(i => Hours(i) < 0)),
            "due this week" => ByDue(all.Where(i => Hours(i) is >= 0 and < 168)),
            "my roles" or "a word in every title" => all.Where(Mine).Reverse(),
            "my roles, by due date" => ByDue(all.Where(Mine)),
            "my roles, unclaimed" => all.Where(i => Mine(i) && i % 10 != 0).Reverse(),
            "one of my roles" => all.Where(i => i % 4 == 1).Reverse(),
            "mine" or "claimed by june" => all.Where(i => i % 10 == 0).Reverse(),
            "mine of a role" => all.Where(i => i % 10 == 0 && i % 4 == 2).Reverse(),
            "a role" => all.Where(i => i % 4 == 3).Reverse(),
            "a pipeline" => all.Where(i => Mine(i) && i % 3 == 1).Reverse(),
            "a step" => all.Where(i => Mine(i) && i % 2 == 1).Reverse(),
            "a step of a pipeline" => all.Where(i => i % 3 == 1 && i % 2 == 1).Reverse(),
            "a step of a pipeline, by due date" => ByDue(all.Where(i => i % 3 == 1 && i % 2 == 1 && Hours(i) is >= 0 and < 12)),
            "a word of the oldest half" => all.Where(i => i <= FilledInbox.Count / 2).Reverse(),
            "a rare word" => all.Where(Rare).Reverse(),
            "a rare word among my roles" => all.Where(i => Rare(i) && Mine(i)).Reverse(),
            _ => [],
        };
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public Task Pages_OneAfterTheOther_HoldJustWhatIsAskedInOrder(string question) =>
        FollowAsync(question, Expected(question).Take(InboxSql.MostMatches + 1).Count() > InboxSql.MostMatches ? AlongTheLanes : ByTheIndex);

    [Fact]
    public Task Pages_OfARareWord_AreFoundAlongTheLanesToo() => FollowAsync("a rare word among my roles", AlongTheLanes);

    private InboxStatement ByTheIndex(string project, InboxQuery query, Person? person, DateTimeOffset now)
    {
        var matches = InboxSql.Matches(project, query);
        using var command = database.DataSource.CreateCommand(matches.Text);
        Sql.Bind(command.Parameters, matches.Parameters);
        using var reader = command.ExecuteReader();
        var found = new List<Guid>();
        while (reader.Read()) found.Add(reader.GetGuid(0));
        return InboxSql.Lookup(project, query, person, now, found);
    }

    private static InboxStatement AlongTheLanes(string project, InboxQuery query, Person? person, DateTimeOffset now) => InboxSql.Walk(project, query, person, now, InboxSql.LongWalk);

    [Fact]
    public async Task Search_TakesTheWayThatFitsTheWords()
    {
        await using var engine = new EngineUnderTest(database.DataSource);
        await engine.AddPersonAsync("june", "role1", "role2");
        foreach (var question in Asked.Where(q => q.Value.Search is not null))
        {
            var (found, after) = (new List<Guid>(), default(string));
            do
            {
                var page = await engine.The<Inbox>().PageAsync("p", question.Value with { Limit = 3, After = after }, default);
                found.AddRange(page.Tasks.Select(t => t.Id));
                after = page.Next;
            }
            while (after is not null && found.Count < 9);
            found.Take(9).Should().Equal(Expected(question.Key).Take(9).Select(IdOf), question.Key);
        }
    }

    private async Task FollowAsync(string question, Func<string, InboxQuery, Person?, DateTimeOffset, InboxStatement> byWords)
    {
        var query = Asked[question];
        var (expected, seen) = (Expected(question).Take(230).Select(IdOf).ToList(), new List<Guid>());
        for (string? after = null; ;)
        {
            var asked = query with { After = after, Limit = 100 };
            var statement = query.Search is null ? InboxSql.Page("p", asked, June, FilledInbox.Now) : byWords("p", asked, June, FilledInbox.Now);
            var rows = await database.DataSource.QueryAsync(statement.Text, r => (Id: r.GetGuid(0), Key: r.GetString(18)), statement.Parameters, default);
            seen.AddRange(rows.Take(100).Select(r => r.Id));
            if (rows.Count <= 100 || seen.Count >= expected.Count) break;
            after = InboxSql.Cursor(query, rows[99].Key, rows[99].Id);
        }
        seen.Take(expected.Count).Should().Equal(expected);
        seen.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task NoQuestion_ScansATable(string question)
    {
        var query = Asked[question] with { Limit = 50 };
        InboxStatement[] statements = query.Search is null
            ? [InboxSql.Page("p", query, June, FilledInbox.Now), InboxSql.Count("p", query, June, FilledInbox.Now), InboxSql.Steps("p", query, June, FilledInbox.Now), InboxSql.Offered("p")]
            : [InboxSql.Walk("p", query, June, FilledInbox.Now, InboxSql.LongWalk), InboxSql.WalkEnd("p", query, June, FilledInbox.Now, InboxSql.ShortWalk), InboxSql.Lookup("p", query, June, FilledInbox.Now, [Guid.NewGuid()])];
        foreach (var statement in statements)
        {
            var plan = await database.DataSource.QueryAsync("explain (format json) " + statement.Text, r => r.GetString(0), statement.Parameters, default);
            using var document = JsonDocument.Parse(plan[0]);
            ScannedIn(document.RootElement).Should().NotContain(["task", "task_candidate"], "{0} is planned as {1}", statement.Text, plan[0]);
        }
    }

    [Theory]
    [InlineData("rare")]
    [InlineData("review")]
    [InlineData("zebra")]
    public async Task Words_AreSoughtInTheirIndex(string word)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await transaction.QueryAsync(Inbox.Plainly, r => 0, [], default);
        var statement = InboxSql.Matches("p", new() { Search = word });
        var plan = await transaction.QueryAsync("explain (format json) " + statement.Text, r => r.GetString(0), statement.Parameters, default);
        plan[0].Should().Contain("task_search").And.NotContain("Seq Scan");
    }

    [Fact]
    public async Task Count_StopsWhereNobodyCountsOn()
    {
        (await CountAsync(new())).Should().Be(CappedCount.Most + 1);
        (await CountAsync(new(InboxView.Roles, "june") { Due = InboxDue.Today, Pipeline = "pipeline1", Step = "step1" }))
            .Should().Be(Enumerable.Range(1, FilledInbox.Count).Count(i => i % 4 is 1 or 2 && i % 3 == 1 && i % 2 == 1 && i % 200 - 100 is >= 0 and < 12));
    }

    private async Task<int> CountAsync(InboxQuery query)
    {
        var statement = InboxSql.Count("p", query, June, FilledInbox.Now);
        return (await database.DataSource.QueryAsync(statement.Text, r => r.GetInt32(0), statement.Parameters, default))[0];
    }

    private static IEnumerable<string> ScannedIn(JsonElement plan) => plan.ValueKind switch
    {
        JsonValueKind.Object when plan.TryGetProperty("Node Type", out var type) && type.GetString() is "Seq Scan" or "Parallel Seq Scan" => [plan.GetProperty("Relation Name").GetString()!],
        JsonValueKind.Object => plan.EnumerateObject().SelectMany(p => ScannedIn(p.Value)),
        JsonValueKind.Array => plan.EnumerateArray().SelectMany(ScannedIn),
        _ => [],
    };

    private static Guid IdOf(int row) => new(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.ASCII.GetBytes($"t{row}")), bigEndian: true);

    private static int AsPostgres(Guid a, Guid b) => a.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(b.ToByteArray(bigEndian: true));
}
