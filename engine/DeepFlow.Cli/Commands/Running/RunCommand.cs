using System.CommandLine;
using DeepFlow.Cli.Commands.Language;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Tasks;
using DeepFlow.Server.Publishing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Cli.Commands.Running;

internal static class RunCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The .dlflow file" };
        var arguments = new Argument<string[]>("argument") { Description = "A parameter of the pipeline; a data set as NAME@BRANCH", HelpName = "NAME=VALUE", Arity = ArgumentArity.ZeroOrMore };
        var pipeline = new Option<string?>("--pipeline") { Description = "Which pipeline of the file, where it has several", HelpName = "NAME" };
        var detach = new Option<bool>("--detach") { Description = "Start the run and leave it to a DeepFlow that is up" };
        var priority = new Option<int>("--priority") { Description = "-1000 to 1000: a point is worth a minute of waiting for a worker", HelpName = "N" };
        var person = Actor.Option();
        var command = new Command("run", "Publish a .dlflow file and run its pipeline to the end") { file, arguments, pipeline, detach, priority, person };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            var selection = SourceSelection.Find(Workspace.Find(options, Directory.GetCurrentDirectory()), [parsed.GetValue(file)!]);
            var compilation = CompileCommand.Compile(options, selection);
            var definition = Choose(compilation.Bundle!, selection, parsed.GetValue(pipeline));

            await using var session = await Session.OpenAsync(options, cancellation, supervise: true, LogLevel.Warning);
            var by = await Actor.NameAsync(session, parsed.GetValue(person), cancellation);
            var values = await DataArguments.ResolveAsync(session, parsed.GetValue(arguments) ?? [], definition.Parameters, cancellation);
            var published = await session.The<Publisher>().PublishAsync(session.Project, compilation, by, cancellation, selection.Root);
            var warnings = new PublishWarnings(published.Warnings, selection.Root).Tell(options);
            var id = await session.The<InstanceCommands>().StartAsync(session.Project, published.Hash, definition.Name, values, by, priority: parsed.GetValue(priority), cancellation: cancellation);
            if (parsed.GetValue(detach))
            {
                return options.Answer($"instance {id}", new { instance = id, warnings = warnings.ForPrograms });
            }

            if (!options.Json)
            {
                Console.Out.WriteLine($"instance {id}");
            }

            return await FollowAsync(options, session, id, warnings, cancellation);
        });
        return command;
    }

    public static WorkflowDefinition Choose(Bundle bundle, SourceSelection selection, string? name)
    {
        var file = Path.GetRelativePath(selection.Root, selection.Files[0]).Replace('\\', '/');
        var here = bundle.Pipelines.Values.Where(definition => definition.Span?.File == file).ToList();
        if (name is not null)
        {
            return bundle.Pipelines.GetValueOrDefault(name)
                ?? throw new CommandFailure("unknown_pipeline", $"{file} has no pipeline {name}.", $"It has {Names(bundle.Pipelines.Values)}.");
        }

        return here switch
        {
            [var one] => one,
            [] => throw new CommandFailure("no_pipeline", $"{file} has no pipeline.", bundle.Pipelines.IsEmpty ? "" : $"--pipeline can name one that it uses: {Names(bundle.Pipelines.Values)}."),
            _ => throw new CommandFailure("several_pipelines", $"{file} has several pipelines.", $"Say which with --pipeline: {Names(here)}."),
        };
    }

    private static string Names(IEnumerable<WorkflowDefinition> definitions) => string.Join(", ", definitions.Select(definition => definition.Name));

    /// <summary>Tells what happens until the run ends; carries it out too, unless a node of this workspace does already.</summary>
    public static async Task<int> FollowAsync(GlobalOptions options, Session session, Guid id, PublishWarnings warnings, CancellationToken cancellation)
    {
        await using var node = WorkingNode.Start(session);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var following = TellAsync(options, session, id, warnings, done.Token);
            if (await Task.WhenAny(node.Completion, following) == node.Completion)
            {
                await node.Completion; // it failed, and says why
            }

            return await following;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && node.IsOurs)
        {
            Console.Error.WriteLine("Stopped. The run goes on as soon as DeepFlow runs again.");
            throw;
        }
        finally
        {
            await done.CancelAsync();
        }
    }

    private static async Task<int> TellAsync(GlobalOptions options, Session session, Guid id, PublishWarnings warnings, CancellationToken cancellation)
    {
        await foreach (var row in session.The<SettledJournal>().FollowAsync(session.Project, id, after: 0, cancellation))
        {
            if (!options.Json)
            {
                Console.Out.WriteLine(JournalText.Line(row));
                await TellTaskAsync(session, row, cancellation);
            }

            if (row.Instance == id && row.Kind is "finished" or "failed" or "cancelled" && row.Node is null)
            {
                break;
            }
        }

        var ended = await session.The<InstanceQueries>().GetAsync(session.Project, id, cancellation);
        if (options.Json)
        {
            options.Answer("", new { instance = id, status = ended.State.Status, ended.State.Result, ended.State.Reason, warnings = warnings.ForPrograms });
        }
        else if (ended.State.Result is { } result)
        {
            ValueText.Write("result", result, Console.Out, depth: 0);
        }

        return ended.State.Status == InstanceStatus.Finished ? 0 : 1;
    }

    private static async Task TellTaskAsync(Session session, JournalRow row, CancellationToken cancellation)
    {
        if (row.Kind != "entered")
        {
            return;
        }

        var open = await session.The<Inbox>().ListAsync(session.Project, new TaskFilter(Root: row.Root), cancellation);
        foreach (var task in open.Where(task => task.Instance == row.Instance && task.Node == row.Node))
        {
            Console.Out.WriteLine($"  {task.Title} ({string.Join(" or ", task.Roles)}): {Invocation.Name} tasks {Form.Short(task.Id)}");
        }
    }
}
