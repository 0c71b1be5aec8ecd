using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;

namespace DeepFlow.Cli.Commands.Running;

internal static class InstancesCommand
{
    public static Command Create()
    {
        var limit = new Option<int>("--limit") { Description = "How many, newest first", HelpName = "N", DefaultValueFactory = _ => 50 };
        var doing = new Option<RunDoing?>("--doing") { Description = "Only those that are running, waiting, in an incident, finished, failed or cancelled", HelpName = "WHAT" };
        var pipeline = new Option<string?>("--pipeline") { Description = "Only runs of this pipeline", HelpName = "NAME" };
        var by = new Option<string?>("--by") { Description = "Only those that this person started", HelpName = "PERSON" };
        var command = new Command("instances", "Show the runs and where each stands") { doing, pipeline, by, limit };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var instances = await session.The<InstanceListing>().ListAsync(
                session.Project,
                new RunFilter(parsed.GetValue(doing), parsed.GetValue(pipeline), parsed.GetValue(by), Limit: parsed.GetValue(limit)),
                cancellation);
            new Listing<InstanceSummary>(instances)
                .Column("INSTANCE", instance => Form.Short(instance.Id))
                .Column("PIPELINE", instance => instance.Pipeline)
                .Column("STATUS", instance => instance.Doing)
                .Column("AT", instance => string.Join(", ", instance.At))
                .Column("BY", instance => instance.StartedBy)
                .Column("STARTED", instance => Form.Moment(instance.StartedAt))
                .Column("TOOK", instance => Form.Took(instance.StartedAt, instance.EndedAt))
                .Write(options, "No runs yet.");
            return 0;
        });
        return command;
    }
}
