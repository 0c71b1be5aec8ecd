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
            create function drawn.check_arrow() returns trigger language plpgsql as $$
            declare
              before text := case when tg_op = 'INSERT' then '[*]' when tg_table_name = 'incident' then case when to_jsonb(old) ->> 'resolved_at' is null then 'open' else 'resolved' end else to_jsonb(old) ->> 'status' end;
              after text := case when tg_table_name = 'incident' then case when to_jsonb(new) ->> 'resolved_at' is null then 'open' else 'resolved' end else to_jsonb(new) ->> 'status' end;
            begin
              if before = after then return new; end if;
              if not exists (select 1 from drawn.arrow a where (a.subject, a.was, a.is_now) = (tg_table_name, before, after)) then
                raise exception 'engine/STATES.md draws no arrow % --> % of %', before, after, tg_table_name;
              end if;
              insert into drawn.seen values (tg_table_name, before, after);
              return new;
            end $$;
            """);
        foreach (var subject in new[] { "Instance", "Job", "Task", "Incident" })
        {
            var table = subject.ToLowerInvariant();
            foreach (var arrow in Diagrams.Of(subject)) await database.ExecuteAsync("insert into drawn.arrow values ($1, $2, $3)", table, arrow.From, arrow.To);
            await database.ExecuteAsync($"create trigger arrows before insert or update on deepflow.{table} for each row execute function drawn.check_arrow()");
        }
    }
}
