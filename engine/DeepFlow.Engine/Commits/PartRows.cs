using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs.Parts;

namespace DeepFlow.Engine.Commits;

/// <summary>What transitions do to steps that have parts: the step as a whole begins, is paused, or is withdrawn; all else is between the coordinator and its parts.</summary>
internal static class PartRows
{
    public delegate void AddStatement(string sql, params object?[] parameters);

    public static void Coordinate(AddStatement add, (Guid Job, string Project)[] coordinators)
    {
        if (coordinators.Length == 0) return;
        add("insert into deepflow.coordination (job, project) select * from unnest($1::uuid[], $2::text[])", coordinators.Select(c => c.Job).ToArray(), coordinators.Select(c => c.Project).ToArray());
    }

    /// <summary>Said before the jobs are held: a turn that is being committed is waited for, so that what it starts is held too.</summary>
    public static void Hold(AddStatement add, (Guid Instance, bool Hold)[] runs) => add("""
        update deepflow.coordination c set held = u.hold from unnest($1::uuid[], $2::boolean[]) as u (instance, hold) join deepflow.job j on j.instance = u.instance and j.id = j.family
        where c.job = j.id and c.held <> u.hold and j.status not in ('completed', 'cancelled', 'discarded')
        """, runs.Select(r => r.Instance).ToArray(), runs.Select(r => r.Hold).ToArray());

    /// <summary>Coordinators first: a turn that is being committed is waited for, so that what it starts is withdrawn too.</summary>
    public static void Cancel(AddStatement add, CancelParts[] effects)
    {
        if (effects.Length == 0) return;
        var coordinators = effects.Select(e => e.Coordinator).Distinct().ToArray();
        add("select id from deepflow.job where id = any($1) order by id for update", coordinators);
        add(FamilyRow.Withdraw, coordinators);
    }
}
