using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows;
using Npgsql;

namespace DeepFlow.Engine.People;

/// <summary>The people of a project and the roles they hold.</summary>
public sealed class Roster(NpgsqlDataSource source)
{
    private const string Columns = """
        p.name, p.display,
        array(select r.role from deepflow.person_role r where r.project = p.project and r.person = p.name order by 1),
        array(select m.group_name from deepflow.person_group_member m where m.project = p.project and m.person = p.name order by 1),
        array(select distinct k.key from deepflow.person_key k where k.project = p.project and k.person = p.name order by 1)
        """;

    /// <summary>Adds a person, or sets the roles of one who is there.</summary>
    public async Task SetAsync(string project, string name, string? display, IReadOnlyCollection<string> roles, CancellationToken cancellation)
    {
        Holder.CheckName(name, "a person");
        Holder.CheckRoles(roles);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await transaction.ExecuteAsync("insert into deepflow.project (name) values ($1) on conflict do nothing", [project], cancellation);
        var namesake = await transaction.QueryAsync("select 1 from deepflow.person_group where project = $1 and name = $2", r => 1, [project, name], cancellation);
        if (namesake.Count > 0) throw new EngineException("name_taken", $"{name} is a group; people and groups need different names.", EngineProblem.Conflict);
        await transaction.ExecuteAsync("""
            insert into deepflow.person (project, name, display) values ($1, $2, coalesce($3::text, $2))
            on conflict (project, name) do update set display = coalesce($3::text, deepflow.person.display)
            """, [project, name, display], cancellation);
        await transaction.ExecuteAsync("delete from deepflow.person_role where project = $1 and person = $2", [project, name], cancellation);
        await transaction.ExecuteAsync("insert into deepflow.person_role (project, person, role) select distinct $1, $2, r from unnest($3) r",
            [project, name, roles.ToArray()], cancellation);
        await transaction.CommitAsync("people", cancellation);
    }

    /// <summary>What they decided stays; what they had claimed is free again.</summary>
    public async Task<bool> RemoveAsync(string project, string name, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await transaction.ExecuteAsync("""
            with freed as (
                update deepflow.task set claimed_by = null, claimed_at = null where project = $1 and claimed_by = $2 and status = 'open'
                returning id, instance, root, node, round),
            told as (
                insert into deepflow.journal (project, instance, root, kind, node, round, data)
                select $1, instance, root, 'task_released', node, round, json_build_object('task', id, 'from', $2) from freed),
            gone as (delete from deepflow.task_candidate c using freed where c.task = freed.id and c.holder = '=' || $2)
            update deepflow.task_candidate c set claimed = false from freed where c.task = freed.id and c.holder <> '=' || $2
            """, [project, name], cancellation);
        var removed = await transaction.ExecuteAsync("delete from deepflow.person where project = $1 and name = $2", [project, name], cancellation);
        await transaction.CommitAsync("people", cancellation);
        return removed == 1;
    }

    public Task<List<Person>> ListAsync(string project, CancellationToken cancellation) =>
        source.QueryAsync($"select {Columns} from deepflow.person p where p.project = $1 order by p.name", Read, [project], cancellation);

    public async Task<Person?> FindAsync(string project, string name, CancellationToken cancellation) =>
        (await source.QueryAsync($"select {Columns} from deepflow.person p where p.project = $1 and p.name = $2", Read, [project, name], cancellation)).FirstOrDefault();

    /// <exception cref="EngineException"><c>unknown_person</c></exception>
    public async Task<Person> RequireAsync(string project, string name, CancellationToken cancellation) =>
        await FindAsync(project, name, cancellation) ?? throw Unknown(name, await NamesAsync(project, cancellation));

    /// <summary>Holds the name in which somebody acts against the project's people; while it has none, any name goes.</summary>
    /// <exception cref="EngineException"><c>unknown_person</c></exception>
    public async Task CheckAsync(string project, string name, CancellationToken cancellation)
    {
        var names = await NamesAsync(project, cancellation);
        if (names.Count > 0 && !names.Contains(name)) throw Unknown(name, names);
    }

    private Task<List<string>> NamesAsync(string project, CancellationToken cancellation) =>
        source.QueryAsync("select name from deepflow.person where project = $1 order by name limit 10000", r => r.GetString(0), [project], cancellation);

    private static EngineException Unknown(string name, List<string> names) => new("unknown_person", name.Length == 0
        ? "Nobody is named: say who does this."
        : $"Nobody here is called {name}{(NearName.Of(name, names) is { } near ? $"; did you mean {near}? Else" : ";")} add them with PUT /api/v1/people/{name}, or with \"deepflow people add {name} --role ROLE\".",
        EngineProblem.Forbidden);

    private static Person Read(NpgsqlDataReader r) => new(r.GetString(0), r.GetString(1), [.. r.GetFieldValue<string[]>(2)])
    {
        Groups = [.. r.GetFieldValue<string[]>(3)],
        Keys = [.. r.GetFieldValue<string[]>(4)],
    };
}
