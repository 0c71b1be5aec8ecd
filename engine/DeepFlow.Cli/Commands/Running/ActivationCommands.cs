using System.CommandLine;
using DeepFlow.Cli.Commands.Language;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Triggers;
using DeepFlow.Server.Publishing;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>Pipelines that start by themselves.</summary>
internal static class ActivationCommands
{
    public static Command Activate()
    {
        var file = new Argument<string>("file") { Description = "The .dlflow file, or the name of a pipeline that was published", HelpName = "FILE|PIPELINE" };
        var arguments = new Argument<string[]>("argument") { Description = "A parameter of the pipeline; a data set as NAME@BRANCH", HelpName = "NAME=VALUE", Arity = ArgumentArity.ZeroOrMore };
        var pipeline = new Option<string?>("--pipeline") { Description = "Which pipeline of the file, where it has several", HelpName = "NAME" };
        var name = new Option<string?>("--name") { Description = "What the activation is called (default: the pipeline's name); an active name is renewed", HelpName = "NAME" };
        var priority = new Option<int>("--priority") { Description = "Of its runs, from -1000 to 1000", HelpName = "N" };
        var person = Actor.Option();
        var command = new Command("activate", "Let a pipeline's triggers start runs; a .dlflow file is published first") { file, arguments, pipeline, name, priority, person };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = GlobalOptions.Of(parsed);
            await using var session = await Session.OpenAsync(options, cancellation);
            var by = await Actor.NameAsync(session, parsed.GetValue(person), cancellation);
            var (hash, definition, warnings) = File.Exists(parsed.GetValue(file)) || parsed.GetValue(file)!.EndsWith(".dlflow", StringComparison.Ordinal)
                ? await PublishAsync(options, session, parsed.GetValue(file)!, parsed.GetValue(pipeline), by, cancellation)
                : await FindAsync(session, parsed.GetValue(file)!, cancellation);
            var given = await DataArguments.ResolveAsync(session, parsed.GetValue(arguments) ?? [], definition.Parameters, cancellation);
            var activation = await session.The<Activations>().ActivateAsync(
                session.Project, hash, definition.Name, given, by, parsed.GetValue(name), cancellation, parsed.GetValue(priority));
            return options.Answer($"{activation.Name} is active: {string.Join("; ", activation.Triggers)}.", new { activation, warnings = warnings.ForPrograms });
        });
        return command;
    }

    private static async Task<(string Hash, WorkflowDefinition Definition, PublishWarnings Warnings)> PublishAsync(
        GlobalOptions options, Session session, string file, string? pipeline, string by, CancellationToken cancellation)
    {
        var selection = SourceSelection.Find(session.Workspace, [file]);
        var compilation = CompileCommand.Compile(options, selection);
        var definition = RunCommand.Choose(compilation.Bundle!, selection, pipeline);
        var published = await session.The<Publisher>().PublishAsync(session.Project, compilation, by, cancellation, selection.Root);
        return (published.Hash, definition, new PublishWarnings(published.Warnings, selection.Root).Tell(options));
    }

    /// <summary>The pipeline as it was published last.</summary>
    private static async Task<(string Hash, WorkflowDefinition Definition, PublishWarnings Warnings)> FindAsync(Session session, string pipeline, CancellationToken cancellation)
    {
        var latest = (await session.The<Bundles>().ListAsync(session.Project, cancellation)).FirstOrDefault(bundle => bundle.Pipelines.Contains(pipeline))
            ?? throw new CommandFailure("unknown_pipeline", $"There is no file {pipeline}, and no pipeline of that name was published.", "Name a .dlflow file, or publish one first.");
        return (latest.Hash, (await session.The<Bundles>().GetAsync(session.Project, latest.Hash, cancellation)).Pipelines[pipeline], PublishWarnings.None);
    }

    public static Command Deactivate()
    {
        var name = new Argument<string>("name") { Description = "What the activation is called" };
        var person = Actor.Option();
        var command = new Command("deactivate", "Let a pipeline's triggers start nothing more; its runs go on") { name, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var called = parsed.GetValue(name)!;
            await session.The<Activations>().DeactivateAsync(session.Project, called, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), cancellation);
            return options.Answer($"{called} is no longer active.", new { deactivated = called });
        });
        return command;
    }

    public static Command List()
    {
        var name = new Argument<string?>("name") { Description = "Show what has fired its triggers", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { Description = "How many causes, newest first", HelpName = "N", DefaultValueFactory = _ => 50 };
        var command = new Command("activations", "Show the pipelines that start by themselves, and what made them") { name, limit };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            if (parsed.GetValue(name) is { } called)
            {
                WriteCauses(options, await session.The<Activations>().CausesAsync(session.Project, called, parsed.GetValue(limit), cancellation));
                return 0;
            }

            new Listing<Activation>(await session.The<Activations>().ListAsync(session.Project, cancellation))
                .Column("NAME", activation => activation.Name)
                .Column("PIPELINE", activation => activation.Pipeline)
                .Column("ON", activation => string.Join("; ", activation.Triggers))
                .Column("RUNNING", activation => string.Join(", ", activation.Running.Select(Form.Short)))
                .Column("WAITING", activation => $"{activation.Waiting}")
                .Column("BY", activation => activation.ActivatedBy)
                .Column("SINCE", activation => Form.Moment(activation.ActivatedAt))
                .Write(options, $"Nothing starts by itself. {Invocation.Name} activate FILE lets a pipeline's triggers do so.");
            return 0;
        });
        return command;
    }

    private static void WriteCauses(GlobalOptions options, IReadOnlyList<Cause> causes) => new Listing<Cause>(causes)
        .Column("WHEN", cause => Form.Moment(cause.At))
        .Column("ON", cause => cause.Trigger)
        .Column("CAUSE", cause => cause.Key)
        .Column("STATUS", cause => cause.Status.ToString().ToLowerInvariant())
        .Column("RUN", cause => cause.Instance is { } run ? Form.Short(run) : "")
        .Write(options, "Nothing has fired yet.");
}
