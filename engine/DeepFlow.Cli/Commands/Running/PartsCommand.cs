using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs.Parts;

namespace DeepFlow.Cli.Commands.Running;

internal static class PartsCommand
{
    private const int Most = 10_000;

    public static Command Create()
    {
        var instance = new Argument<string>("instance") { Description = "The instance's id, or its beginning or end" };
        var step = new Option<string?>("--step") { Description = "Only this step", HelpName = "STEP" };
        var command = new Command("parts", "Show the parts of a run's steps, such as the trials of a tuning, and where each stands") { instance, step };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var id = await session.The<InstanceQueries>().ResolveAsync(session.Project, parsed.GetValue(instance)!, cancellation);
            new Listing<PartView>(await session.The<PartQueries>().ListAsync(session.Project, id, parsed.GetValue(step), null, Most, cancellation))
                .Column("STEP", part => part.Node)
                .Column("PART", part => part.Part)
                .Column("STATUS", part => part.Status)
                .Column("ATTEMPT", part => $"{part.Attempt}")
                .Column("TOOK", part => Form.Took(part.StartedAt, part.EndedAt))
                .Column("DOING", part => part.Status == "running" ? $"{Form.Percent(part.Progress)} {part.ProgressText}" : part.KeptFrom is not null ? "done by an earlier try" : part.Error ?? "")
                .Write(options, "No step of this run has parts.");
            return 0;
        });
        return command;
    }
}
