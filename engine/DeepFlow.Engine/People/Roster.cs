using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.People;

public sealed record Person(string Name, string Display, ImmutableArray<string> Roles);

/// <summary>The people of a project and the roles they hold.</summary>
public sealed class Roster(NpgsqlDataSource source)
{
    /// <summary>The role that everybody holds.</summary>
    public const string Everyone = "everyone";

    /// <summary>Adds a person, or sets the roles of one who is there.</summary>
    public async Task SetAsync(string project, string name, string? display, IReadOnlyCollection<string> roles, CancellationToken cancellation)
    {
        if (name.Length is 0 or > 100 || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            throw new EngineException("bad_name", $"\"{name}\" cannot be a person's name here: use 1 to 100 characters without spaces, such as \"ada\"; the display name may have spaces.");
        if (roles.FirstOrDefault(r => r.Length is 0 or > 100 || !r.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) is { } odd)
            throw new EngineException("bad_role", $"\"{odd}\" cannot be a role: roles are words such as data_scientist, as pipelines write them.");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await transaction.ExecuteAsync("insert into deepflow.project (name) values ($1) on conflict do nothing", [project], cancellation);
        await transaction.ExecuteAsync("""
            insert into deepflow.person (project, name, display) values ($1, $2, coalesce($3::text, $2))
            on conflict (project, name) do update set display = coalesce($3::text, deepflow.person.display)
            """, [project, name, display], cancellation);
        await transaction.ExecuteAsync("delete from deepflow.person_role where project = $1 and person = $2", [project, name], cancellation);
        await transaction.ExecuteAsync("insert into deepflow.person_role (project, person, role) select distinct $1, $2, r from unnest($3) r",
            [project, name, roles.ToArray()], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async Task<bool> RemoveAsync(string project, string name, CancellationToken cancellation) =>
        await source.ExecuteAsync("delete from deepflow.person where project = $1 and name = $2", [project, name], cancellation) == 1;

    public Task<List<Person>> ListAsync(string project, CancellationToken cancellation) => source.QueryAsync("""
        select p.name, p.display, coalesce(array_agg(r.role order by r.role) filter (where r.role is not null), '{}')
        from deepflow.person p left join deepflow.person_role r on r.project = p.project and r.person = p.name
        where p.project = $1 group by p.name, p.display order by p.name
        """, r => new Person(r.GetString(0), r.GetString(1), [.. r.GetFieldValue<string[]>(2)]), [project], cancellation);

    public async Task<Person?> FindAsync(string project, string name, CancellationToken cancellation) =>
        (await ListAsync(project, cancellation)).FirstOrDefault(p => p.Name == name);
}
