using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Signals;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Commands.Running;

internal static class SignalCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "The event that steps wait for" };
        var correlation = new Option<string?>("--correlation") { Description = "Whom or what it is about; it must be that of the waiting step", HelpName = "TEXT" };
        var data = new Option<string?>("--data") { Description = "What the step shall see as its output \"event\"", HelpName = "JSON" };
        var keep = new Option<string?>("--keep") { Description = "How long it is kept where nobody waits for it (default: 1d)", HelpName = "DURATION" };
        var key = new Option<string?>("--key") { Description = "Makes a repeated signal the same signal", HelpName = "TEXT" };
        var person = Actor.Option();
        var command = new Command("signal", "Send a signal to the steps that wait for it") { name, correlation, data, keep, key, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var signal = new Signal(
                parsed.GetValue(name)!, parsed.GetValue(correlation) ?? "", parsed.GetValue(data) is { } json ? Read(json) : null,
                parsed.GetValue(keep) is { } duration ? Duration(duration) : null, parsed.GetValue(key));
            var receipt = await session.The<SignalPost>().SendAsync(session.Project, signal, await Actor.NameAsync(session, parsed.GetValue(person), cancellation), cancellation);
            return options.Answer(Sentence(signal, receipt), receipt);
        });
        return command;
    }

    private static string Sentence(Signal signal, SignalReceipt receipt) => receipt switch
    {
        { Repeated: true } => $"{signal.Name} was sent before under the key {signal.Key}; nothing was done.",
        { Receivers: > 0, Triggered: > 0 } => $"{Steps(receipt)} received {signal.Name}, and it fired {Triggers(receipt)}.",
        { Receivers: > 0 } => $"{Steps(receipt)} received {signal.Name}.",
        { Triggered: > 0 } => $"{signal.Name} fired {Triggers(receipt)}.",
        { KeptUntil: { } until } => $"Nobody waits for {signal.Name} yet; it is kept until {Form.Moment(until)}.",
        _ => $"Nobody waits for {signal.Name}; it was not kept.",
    };

    private static string Steps(SignalReceipt receipt) => $"{receipt.Receivers} {(receipt.Receivers == 1 ? "step has" : "steps have")}";

    private static string Triggers(SignalReceipt receipt) => $"a trigger of {receipt.Triggered} {(receipt.Triggered == 1 ? "activation" : "activations")}";

    private static Value Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Value>(json) ?? Value.Missing;
        }
        catch (JsonException exception)
        {
            throw new CommandFailure("bad_json", $"--data is no JSON: {exception.Message}", "A text needs its quotes: --data '\"yes\"'.");
        }
    }

    private static TimeSpan Duration(string text) => DurationText.TryParse(text, out var duration)
        ? duration
        : throw new CommandFailure("bad_argument", $"\"{text}\" is no duration.", "Write one like 2h30m.");
}
