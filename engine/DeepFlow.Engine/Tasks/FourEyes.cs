using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Tasks;

/// <summary>
/// Who may not decide a task with <c>not by step</c>: whoever decided that step, started the run, entered a round of it by
/// hand, or authored what the step submitted. A run that builds on another's outputs (<c>rerun</c>) counts as one with it.
/// </summary>
internal static class FourEyes
{
    /// <returns>Each excluded person, and why.</returns>
    public static async Task<Dictionary<string, string>> ExcludedAsync(NpgsqlTransaction transaction, string project, HumanTask task, CancellationToken cancellation)
    {
        var excluded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (person, entered, here) in await MoversAsync(transaction, project, task.Root, cancellation))
            excluded[person] = (entered, here) switch
            {
                (false, true) => "they started this run",
                (true, true) => "they entered a round of this run by hand",
                (false, false) => "they started the run that this one builds on",
                _ => "they entered a round of the run that this one builds on by hand",
            };
        foreach (var path in task.NotBy)
        {
            var work = new ReviewedWork(transaction, project);
            await work.AddAsync(task.Instance, path, cancellation);
            foreach (var person in await work.DecidersAsync(cancellation)) excluded[person] = $"they decided {path}";
            foreach (var person in await NamedAsync(transaction, project, work.Authors, cancellation)) excluded[person] = $"they authored what {path} submitted";
        }
        return excluded;
    }

    /// <summary>Who started the run and who entered its steps by hand; the same of the runs that it builds on.</summary>
    private static Task<List<(string Person, bool Entered, bool Here)>> MoversAsync(NpgsqlTransaction transaction, string project, Guid root, CancellationToken cancellation) => transaction.QueryAsync("""
        with recursive run as (
            select id, kept_from, started_by from deepflow.instance where project = $1 and id = $2
            union
            select b.id, b.kept_from, b.started_by from run join deepflow.instance k on k.id = run.kept_from join deepflow.instance b on b.id = k.root)
        select started_by, false, id = $2 from run
        union
        select j.actor, true, j.root = $2 from run join deepflow.journal j on j.root = run.id
        where j.project = $1 and j.kind = 'entered_by_hand' and j.actor is not null
        order by 3, 2
        """, r => (r.GetString(0), r.GetBoolean(1), r.GetBoolean(2)), [project, root], cancellation);

    /// <summary>The people whom authors are: by the name that they have here, or as git shows it.</summary>
    private static async Task<List<string>> NamedAsync(NpgsqlTransaction transaction, string project, IReadOnlySet<string> authors, CancellationToken cancellation) =>
        authors.Count == 0 ? [] : await transaction.QueryAsync("select name from deepflow.person where project = $1 and (lower(name) = any($2) or lower(display) = any($2))",
            r => r.GetString(0), [project, authors.Select(author => author.ToLowerInvariant()).ToArray()], cancellation);
}
