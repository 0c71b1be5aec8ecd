using DeepFlow.Cli.Output;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Tasks;

namespace DeepFlow.Cli.Commands.Deciding;

/// <summary>A task on a terminal: what it shows, what to fill in, what was said and decided before, how it can end.</summary>
internal static class TaskText
{
    public static void Write(TaskPage page, TextWriter output)
    {
        var task = page.Task;
        output.WriteLine(Styled.Strong(task.Title));
        var claimed = task.ClaimedBy is { } person ? $", claimed by {person}" : "";
        var due = task.DueAt is { } at ? $", due {Form.Moment(at)}" : "";
        output.WriteLine($"  {task.Pipeline}.{task.Node}, round {task.Round}, of instance {task.Root}; for {string.Join(" or ", task.Roles.Select(Holder.Display))}{claimed}{due}");
        foreach (var (name, value) in task.Input.Fields.Where(field => field.Key is not ("title" or "form") && !field.Value.IsMissing))
        {
            ValueText.Write(name, value, output);
        }

        foreach (var field in page.Form?.Fields ?? [])
        {
            var standard = field.Default is { IsMissing: false } value ? $" (unless you say otherwise {value})" : field.Required ? "" : " (may be left out)";
            output.WriteLine($"  --set {field.Name}=...  {field.Label} {Styled.Quiet($"{field.Expects}{Bounds(field.Least, field.Most)}{standard}")}");
        }

        foreach (var round in page.Earlier.Reverse())
        {
            Write(round.Decisions, round.Comments, $"round {round.Task.Round}", output);
        }

        Write(page.Decisions, page.Comments, "now", output);
        foreach (var candidate in page.Candidates.Where(candidate => candidate.Excluded is not null))
        {
            output.WriteLine(Styled.Quiet($"  {candidate.Display} may not decide it: {candidate.Excluded}."));
        }

        foreach (var outcome in task.Outcomes.Where(_ => task.Status == HumanTaskStatus.Open))
        {
            var targets = outcome.Targets.Length > 1 ? $" --to {string.Join(" | ", outcome.Targets)}" : "";
            output.WriteLine($"  {Invocation.Name} decide {Form.Short(task.Id)} {outcome.Name}{targets}   {Styled.Quiet(outcome.Label)}");
        }
    }

    private static void Write(IEnumerable<RecordedDecision> decisions, IEnumerable<TaskComment> comments, string when, TextWriter output)
    {
        var lines = comments.Select(c => (c.At, Text: $"{c.Person}: {c.Text}"))
            .Concat(decisions.Select(d => (d.At, Text: $"{d.Person} said {d.Outcome}{(d.Target is null ? "" : $", back to {d.Target}")}{(d.Comment is null ? "" : $": {d.Comment}")}")));
        foreach (var (at, text) in lines.OrderBy(line => line.At))
        {
            output.WriteLine($"  {Styled.Quiet($"{when}, {Form.Moment(at)}")} {text}");
        }
    }

    private static string Bounds(DeepFlow.Workflows.Values.Value? least, DeepFlow.Workflows.Values.Value? most) =>
        least is null || most is null ? "" : $", {least}..{most}";
}
