using System.CommandLine;
using DeepFlow.Cli.Commands;
using DeepFlow.Cli.Commands.Bench;
using DeepFlow.Cli.Commands.Deciding;
using DeepFlow.Cli.Commands.Keeping;
using DeepFlow.Cli.Commands.Language;
using DeepFlow.Cli.Commands.Registries;
using DeepFlow.Cli.Commands.Running;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;

namespace DeepFlow.Cli;

/// <summary>The <c>deepflow</c> command: reads the arguments, runs one command, answers an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Every command, in the order of the help.</summary>
    private static IReadOnlyList<CommandGroup> Groups { get; } =
    [
        new("Writing pipelines",
        [
            CheckCommand.Create(), ExplainCommand.Create(), FmtCommand.Create(), GraphCommand.Create(), CompileCommand.Create(), CatalogCommand.Create(),
            VersionsCommand.Create(), DiffCommand.Create(), LspCommand.Create(),
        ]),
        new("Running them",
        [
            DemoCommand.Create(), UpCommand.Create(), PublishCommand.Create(), RunCommand.Create(), InstancesCommand.Create(), ShowCommand.Create(), PartsCommand.Create(), LogsCommand.Create(), CancelCommand.Create(),
            PauseCommands.Pause(), PauseCommands.Resume(), PauseCommands.Set(), RerunCommand.Create(), MigrateCommand.Create(),
            IncidentCommands.Retry(), IncidentCommands.Skip(), IncidentCommands.Enter(), SignalCommand.Create(), SignalsCommand.Create(), ActivationCommands.Activate(), ActivationCommands.Deactivate(),
            ActivationCommands.List(), ChangeCommands.Changed(), ChangeCommands.Pushed(), NodesCommand.Create(), WorkerCommandLine.Create(), ServeCommandLine.Create(),
        ]),
        new("Deciding",
        [
            TasksCommand.Create(), DecideCommand.Create(), AssignmentCommands.Claim(), AssignmentCommands.Release(), AssignmentCommands.Delegate(), AssignmentCommands.Assign(),
            AssignmentCommands.Comment(), PeopleCommand.Create(), NotifyCommand.Create(),
        ]),
        new("Looking at what was made", [DataCommand.Create(), ModelsCommand.Create(), ExperimentsCommand.Create(), PredictCommand.Create()]),
        new("Keeping it", [DoctorCommand.Create(), ArchiveCommand.Create()]),
        new("Working on DeepFlow", [BenchCommand.Create(), TestCommand.Create()]),
    ];

    /// <summary>What becomes of a command's work where it is ended at once.</summary>
    private static string FarewellOf(string command) => command switch
    {
        "up" or "run" or "rerun" or "demo" => $"Stopped at once. Nothing that was acknowledged is lost; {Invocation.Name} up goes on with what was under way.",
        "worker" => $"Stopped at once. What was under way goes on elsewhere, within seconds; {Invocation.Name} worker takes jobs here again.",
        _ => "Stopped at once.",
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = Root();
        var parsed = root.Parse(arguments);
        using var interruption = new Interruption(FarewellOf(parsed.CommandResult.Command.Name));
        try
        {
            if (parsed.Errors.Count > 0 && !parsed.GetValue(GlobalOptions.Help))
            {
                throw CommandFailure.Usage(parsed);
            }

            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, interruption.Token);
        }
        catch (Exception exception)
        {
            return FailureReport.Write(exception, GlobalOptions.Of(parsed), interruption.Happened);
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("DeepFlow runs deep-learning projects: people and machines, from the first question to the model that serves.");
        root.Options.Clear();
        GlobalOptions.AddTo(root);
        foreach (var command in Groups.SelectMany(group => group.Commands))
        {
            root.Subcommands.Add(command);
        }

        root.Subcommands.Add(HelpCommand.Create(Groups));
        root.SetAction(_ => HelpText.WriteOverview(Groups, Console.Out));
        GlobalOptions.Help.Action = new HelpText(Groups);
        return root;
    }
}
