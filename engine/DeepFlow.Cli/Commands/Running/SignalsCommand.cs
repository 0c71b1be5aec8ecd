using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Signals;

namespace DeepFlow.Cli.Commands.Running;

internal static class SignalsCommand
{
    public static Command Create()
    {
        var name = new Option<string?>("--name") { Description = "Only signals of this name", HelpName = "NAME" };
        var limit = new Option<int>("--limit") { Description = "How many, oldest first", HelpName = "N", DefaultValueFactory = _ => 100 };
        var command = new Command("signals", "Show the signals that nobody has waited for yet") { name, limit, Drop() };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            new Listing<KeptSignal>(await session.The<KeptSignals>().ListAsync(session.Project, parsed.GetValue(name), after: 0, Math.Max(1, parsed.GetValue(limit)), cancellation))
                .Column("SIGNAL", signal => $"{signal.Id}")
                .Column("NAME", signal => signal.Name)
                .Column("CORRELATION", signal => signal.Correlation)
                .Column("KEY", signal => signal.Key)
                .Column("BY", signal => signal.SentBy)
                .Column("SENT", signal => Form.Moment(signal.SentAt))
                .Column("KEPT UNTIL", signal => Form.Moment(signal.KeptUntil))
                .Column("DATA", signal => signal.Data.IsMissing ? "" : signal.Data.ToText())
                .Write(options, "No signal is kept: each was received, or its time is over.");
            return 0;
        });
        return command;
    }

    private static Command Drop()
    {
        var id = new Argument<long>("signal") { Description = "Its number in the list" };
        var command = new Command("drop", "No step gets it any more") { id };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            await session.The<KeptSignals>().DropAsync(session.Project, parsed.GetValue(id), cancellation);
            return options.Answer($"The signal {parsed.GetValue(id)} is dropped.", new { dropped = parsed.GetValue(id) });
        });
        return command;
    }
}
