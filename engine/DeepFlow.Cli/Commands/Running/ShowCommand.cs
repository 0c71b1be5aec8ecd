using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Running;

internal static class ShowCommand
{
    private const int LongestJournal = 10_000;
    private const int MostTasks = 10_000;

    public static Command Create()
    {
        var instance = new Argument<string>("instance") { Description = "The instance's id, or its beginning or end" };
        var journal = new Option<bool>("--journal") { Description = "Everything that happened, and who did it" };
        var command = new Command("show", "Show one run: its steps, what it waits for, what went wrong") { instance, journal };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var id = await session.The<InstanceQueries>().ResolveAsync(session.Project, parsed.GetValue(instance)!, cancellation);
            if (parsed.GetValue(journal))
            {
                JournalText.Write(options, await session.The<Journal>().ReadAsync(session.Project, id, after: 0, LongestJournal, cancellation));
            }
            else
            {
                Write(options, await ReadAsync(session, id, cancellation));
            }

            return 0;
        });
        return command;
    }

    private static async Task<Run> ReadAsync(Session session, Guid id, CancellationToken cancellation)
    {
        var queries = session.The<InstanceQueries>();
        var detail = await queries.GetAsync(session.Project, id, cancellation);
        return new Run(
            detail,
            await queries.JobsAsync(session.Project, id, cancellation),
            await session.The<Inbox>().ListAsync(session.Project, new TaskFilter(Status: null, Root: detail.Root, Limit: MostTasks), cancellation),
            await queries.IncidentsAsync(session.Project, id, cancellation));
    }

    private static void Write(GlobalOptions options, Run run)
    {
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(run, DeepFlowJson.Indented));
            return;
        }

        var top = run.Instance;
        Console.Out.WriteLine($"{Styled.Strong(top.Pipeline)} {top.Id}");
        Console.Out.WriteLine($"  {top.State.Status.ToString().ToLowerInvariant()}, started by {top.StartedBy} at {Form.Moment(top.StartedAt)}, {Form.Took(top.StartedAt, top.EndedAt)}, round {top.State.Round}");
        foreach (var (name, value) in top.Arguments.Fields)
        {
            ValueText.Write(name, value, Console.Out);
        }

        Console.Out.WriteLine();
        WriteSteps(run, top, depth: 1);
        foreach (var task in run.Tasks.Where(task => task.Status == HumanTaskStatus.Open))
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine($"Waits for {string.Join(" or ", task.Roles)}: {task.Title}");
            Console.Out.WriteLine($"  {Invocation.Name} tasks {Form.Short(task.Id)}");
        }

        foreach (var incident in run.Incidents)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine($"{Styled.Error("incident")} at {incident.Node} {Styled.Quiet(incident.Code)}: {incident.Message}");
            Console.Out.WriteLine($"  {Invocation.Name} retry {Form.Short(incident.Instance)} {incident.Node}, or skip, enter or cancel");
        }

        if (top.State.Reason is { } reason)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine(reason);
        }

        if (top.State.Result is DeepFlow.Workflows.Values.RecordValue { Fields.Length: > 0 } result)
        {
            Console.Out.WriteLine();
            ValueText.Write("result", result, Console.Out, depth: 0);
        }
    }

    private static void WriteSteps(Run run, InstanceDetail detail, int depth)
    {
        var indent = new string(' ', depth * 2);
        foreach (var (name, node) in detail.State.Nodes.Where(entry => entry.Value.Iteration > 0 && !entry.Key.Contains('#')).OrderBy(entry => FirstStart(run, detail, entry.Key)))
        {
            var job = run.Jobs.LastOrDefault(candidate => candidate.Instance == detail.Id && candidate.Node == name);
            var progress = job switch
            {
                { Status: "running", Parts: { } parts } => $" {Form.Percent(job.Progress)} {job.ProgressText}, {parts.Running} running",
                { Status: "running" } => $" {Form.Percent(job.Progress)} {job.ProgressText}",
                { Status: "queued", Hindrance: { } hindrance } => $" {Styled.Warning("cannot run")}: {hindrance}",
                { Status: "queued" } => " waits for a worker",
                _ => "",
            };
            var repeated = node.Iteration > 1 ? $" (entered {node.Iteration} times)" : "";
            var told = job is null ? DecidedBy(run, detail, name) : Form.Took(job.StartedAt, job.EndedAt);
            Console.Out.WriteLine($"{indent}{Mark(node)} {name}  {Styled.Quiet(told)}{progress}{repeated}".TrimEnd());
            foreach (var child in detail.Children.Where(child => child.ParentNode == name).TakeLast(1))
            {
                WriteSteps(run, child, depth + 1);
            }
        }
    }

    private static string DecidedBy(Run run, InstanceDetail detail, string node)
    {
        var task = run.Tasks.Where(task => task.Instance == detail.Id && task.Node == node).MaxBy(task => task.Iteration);
        return task?.Status switch
        {
            HumanTaskStatus.Decided => $"{task.Outcome} by {task.DecidedBy}",
            HumanTaskStatus.Open => $"waits for {string.Join(" or ", task.Roles)}",
            _ => "",
        };
    }

    private static DateTimeOffset FirstStart(Run run, InstanceDetail detail, string node)
    {
        var starts = run.Jobs.Where(job => job.Instance == detail.Id && job.Node == node).Select(job => job.CreatedAt)
            .Concat(detail.Children.Where(child => child.ParentNode == node).Select(child => child.StartedAt))
            .Concat(run.Tasks.Where(task => task.Instance == detail.Id && task.Node == node).Select(task => task.CreatedAt));
        return starts.DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
    }

    private static string Mark(NodeState node) => node.Status switch
    {
        NodeStatus.Done => Styled.Success("✓"),
        NodeStatus.Skipped => Styled.Quiet("-"),
        NodeStatus.Active => Styled.Warning("…"),
        NodeStatus.Retrying => Styled.Warning("↻"),
        NodeStatus.Incident => Styled.Error("✗"),
        _ => " ",
    };

    private sealed record Run(InstanceDetail Instance, IReadOnlyList<JobView> Jobs, IReadOnlyList<HumanTask> Tasks, IReadOnlyList<OpenIncidentView> Incidents);
}
