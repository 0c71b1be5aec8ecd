using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.People;

/// <summary>The groups of a project: a group holds roles for its members, and tasks may be offered to it by name.</summary>
public sealed class Groups(NpgsqlDataSource source)
{
    /// <summary>Adds a group, or sets the members and roles of one that is there.</summary>
    /// <exception cref="EngineException"><c>bad_name</c>, <c>bad_role</c>, <c>name_taken</c>, or <c>unknown_person</c> for a member who is not one of the project's people.</exception>
    public async Task SetAsync(string project, string name, string? display, IReadOnlyCollection<string> members, IReadOnlyCollection<string> roles, CancellationToken cancellation)
    {
        Holder.CheckName(name, "a group");
        Holder.CheckRoles(roles);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await transaction.ExecuteAsync("insert into deepflow.project (name) values ($1) on conflict do nothing", [project], cancellation);
        var people = (await transaction.QueryAsync("select name from deepflow.person where project = $1 and name = any($2)",
            r => r.GetString(0), [project, members.Append(name).ToArray()], cancellation)).ToHashSet();
        if (people.Contains(name)) throw new EngineException("name_taken", $"{name} is a person; people and groups need different names.", EngineProblem.Conflict);
        if (members.FirstOrDefault(m => !people.Contains(m)) is { } stranger)
            throw new EngineException("unknown_person", $"Nobody here is called {stranger}; add them before they join {name}.", EngineProblem.NotFound);
        await transaction.ExecuteAsync("""
            insert into deepflow.person_group (project, name, display) values ($1, $2, coalesce($3::text, $2))
            on conflict (project, name) do update set display = coalesce($3::text, deepflow.person_group.display)
            """, [project, name, display], cancellation);
        await transaction.ExecuteAsync("delete from deepflow.person_group_member where project = $1 and group_name = $2", [project, name], cancellation);
        await transaction.ExecuteAsync("delete from deepflow.person_group_role where project = $1 and group_name = $2", [project, name], cancellation);
        await transaction.ExecuteAsync("insert into deepflow.person_group_member select distinct $1, $2, m from unnest($3) m", [project, name, members.ToArray()], cancellation);
        await transaction.ExecuteAsync("insert into deepflow.person_group_role select distinct $1, $2, r from unnest($3) r", [project, name, roles.ToArray()], cancellation);
        await transaction.CommitAsync("people", cancellation);
    }

    /// <summary>Its members stay; tasks offered to it by name wait for whoever they are offered to besides.</summary>
    public async Task<bool> RemoveAsync(string project, string name, CancellationToken cancellation) =>
        await source.ExecuteAsync("delete from deepflow.person_group where project = $1 and name = $2", [project, name], cancellation) == 1;

    public Task<List<PersonGroup>> ListAsync(string project, CancellationToken cancellation) => source.QueryAsync("""
        select g.name, g.display,
               array(select m.person from deepflow.person_group_member m where m.project = g.project and m.group_name = g.name order by 1),
               array(select r.role from deepflow.person_group_role r where r.project = g.project and r.group_name = g.name order by 1)
        from deepflow.person_group g where g.project = $1 order by g.name
        """, r => new PersonGroup(r.GetString(0), r.GetString(1), [.. r.GetFieldValue<string[]>(2)], [.. r.GetFieldValue<string[]>(3)]), [project], cancellation);
}
