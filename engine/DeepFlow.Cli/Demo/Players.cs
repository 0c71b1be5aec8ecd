using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Demo;
using DeepFlow.Workflows.Values;
using Spectre.Console;

namespace DeepFlow.Cli.Demo;

/// <summary>Decides the run's open tasks: by the script, each under a name that holds the role; or by asking at the terminal.</summary>
internal sealed class Players(Session session, DemoScreen screen, bool interactive)
{
    /// <summary>Decides what is open now.</summary>
    public async Task PlayAsync(Guid root, CancellationToken cancellation)
    {
        foreach (var task in (await session.The<Inbox>().ListAsync(session.Project, new TaskFilter(Root: root), cancellation)).OrderBy(t => t.CreatedAt))
        {
            if (interactive) await AskAsync(task, cancellation);
            else await DecideAsync(task, person => Script.Decide(task, person.Name), cancellation);
        }
    }

    private async Task DecideAsync(HumanTask task, Func<Person, Decision> decide, CancellationToken cancellation)
    {
        var able = Cast.People.Where(p => task.Roles.Contains(Holder.Everyone) || p.Roles.Intersect(task.Roles).Any()).Where(p => !task.Approved.Contains(p.Name)).ToList();
        if (able.Count == 0) throw new EngineException("nobody", $"\"{task.Title}\" is for {string.Join(" or ", task.Roles)}, and nobody of the demo holds such a role.");
        EngineException? refused = null;
        foreach (var person in able)
        {
            var decision = decide(person);
            try
            {
                await session.The<Decisions>().DecideAsync(session.Project, task.Id, decision, cancellation);
                Tell(task, person, decision);
                return;
            }
            catch (EngineException e) when (e.Code == "four_eyes") { refused = e; }
        }
        throw refused!;
    }

    private void Tell(HumanTask task, Person person, Decision decision)
    {
        var label = task.Outcomes.First(o => o.Name == decision.Outcome).Label;
        var back = decision.Target is null ? "" : $", back to [bold]{StepLines.Escape(decision.Target)}[/]";
        screen.Say($"  {(decision.Target is null ? "[blue]☺[/]" : "[yellow]☹[/]")} {task.Node}: {StepLines.Escape(task.Title)}");
        screen.Say($"      {StepLines.Escape(person.Display)} ({StepLines.Escape(string.Join(", ", person.Roles))}): [bold]{StepLines.Escape(label)}[/]{back}");
        if (decision.Comment is { } comment) screen.Say($"      [dim]\"{StepLines.Escape(comment)}\"[/]");
    }

    private async Task AskAsync(HumanTask task, CancellationToken cancellation)
    {
        await screen.DisposeAsync(); // bars and questions cannot share the terminal
        var console = Terminal.Error;
        console.WriteLine();
        console.MarkupLine($"[bold]{StepLines.Escape(task.Title)}[/]  [dim]{task.Pipeline} / {task.Node}, for {string.Join(" or ", task.Roles)}[/]");
        foreach (var shown in (task.Input.Member("show") as ListValue)?.Items ?? []) Evidence.Write(console, shown);
        var outcome = await console.PromptAsync(new SelectionPrompt<TaskOutcome>().Title("Your decision").UseConverter(o => o.Label).AddChoices(task.Outcomes), cancellation);
        var target = outcome.Targets.Length > 1
            ? await console.PromptAsync(new SelectionPrompt<string>().Title("Back to which step?").AddChoices(outcome.Targets), cancellation)
            : null;
        var comment = await console.PromptAsync(new TextPrompt<string>("A comment, or nothing:").AllowEmpty(), cancellation);
        await DecideAsync(task, person => new Decision(outcome.Name, person.Name, target, comment.Length > 0 ? comment : null), cancellation);
        await screen.OpenAsync();
    }
}
