using DeepFlow.Testing;

namespace DeepFlow.Engine.Tests.States;

/// <summary>Makes a test's database refuse every change of a status that <c>engine/STATES.md</c> does not draw, and remember those that it does.</summary>
internal static class DrawnStates
{
    public static async Task GuardAsync(TestDatabase database)
    {
        await database.ExecuteAsync("""
            create schema drawn;
            create table drawn.arrow (subject text, was text, is_now text, primary key (subject, was, is_now));
            create table drawn.seen (subject text, was text, is_now text);
            create function drawn.state_of(subject text, r jsonb) returns text language sql as $$
              select case subject
                when 'incident' then case when r ->> 'resolved_at' is null then 'open' else 'resolved' end
                when 'node' then case when r ->> 'left_at' is not null then 'left' when (r ->> 'draining')::boolean then 'draining' else 'up' end
                else r ->> 'status' end
            $$;
            create function drawn.check_arrow() returns trigger language plpgsql as $$
            declare
              before text := case when tg_op = 'INSERT' then '[*]' else drawn.state_of(tg_table_name, to_jsonb(old)) end;
              after text := drawn.state_of(tg_table_name, to_jsonb(new));
            begin
              if before = after then return new; end if;
              if not exists (select 1 from drawn.arrow a where (a.subject, a.was, a.is_now) = (tg_table_name, before, after)) then
                raise exception 'engine/STATES.md draws no arrow % --> % of %', before, after, tg_table_name;
              end if;
              insert into drawn.seen values (tg_table_name, before, after);
              return new;
            end $$;
            """);
        foreach (var (subject, table) in new[] { ("Instance", "instance"), ("Job", "job"), ("Task", "task"), ("Incident", "incident"), ("Cause", "cause"), ("Machine", "node"), ("Notice", "delivery") })
        {
            foreach (var arrow in Diagrams.Of(subject)) await database.ExecuteAsync("insert into drawn.arrow values ($1, $2, $3)", table, arrow.From, arrow.To);
            await database.ExecuteAsync($"create trigger arrows before insert or update on deepflow.{table} for each row execute function drawn.check_arrow()");
        }
    }

    /// <summary>The arrows that the rows of a table have taken.</summary>
    public static async Task<IEnumerable<Arrow>> SeenAsync(TestDatabase database, string table) =>
        (await database.ColumnAsync<string>("select distinct was || ' ' || is_now from drawn.seen where subject = $1", table)).Select(s => new Arrow(s.Split(' ')[0], s.Split(' ')[1]));
}
