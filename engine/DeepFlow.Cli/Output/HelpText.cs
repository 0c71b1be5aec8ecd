using System.CommandLine;
using System.CommandLine.Invocation;

namespace DeepFlow.Cli.Output;

/// <summary>The help: an overview with one line for each command, or one command with its arguments and options.</summary>
internal sealed class HelpText(IReadOnlyList<CommandGroup> groups) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        if (command is RootCommand)
        {
            WriteOverview(groups, Console.Out);
        }
        else
        {
            WriteCommand(command, Console.Out);
        }

        return 0;
    }

    public static void WriteOverview(IReadOnlyList<CommandGroup> groups, TextWriter output)
    {
        output.WriteLine($"Usage: {Invocation.Name} COMMAND [ARGUMENTS]");
        var width = groups.SelectMany(group => group.Commands).Max(command => command.Name.Length);
        foreach (var group in groups)
        {
            output.WriteLine();
            output.WriteLine(Styled.Strong(group.Title));
            WriteRows(group.Commands.Select(command => (command.Name, command.Description)), width, output);
        }

        output.WriteLine();
        output.WriteLine($"{Invocation.Name} help COMMAND tells more; --json, --home DIR and --trace go with every command.");
    }

    public static void WriteCommand(Command command, TextWriter output)
    {
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine($"Usage: {Invocation.Name} {Path(command)}{Words(command)}");
        var arguments = command.Arguments.Select(argument => (NameOf(argument), argument.Description));
        var options = command.Options.Where(option => !option.Hidden).Select(option => (NameOf(option), option.Description));
        var commands = command.Subcommands.Select(child => (child.Name, child.Description));
        var rows = arguments.Concat(commands).Concat(options).ToList();
        if (rows.Count > 0)
        {
            output.WriteLine();
            WriteRows(rows, rows.Max(row => row.Item1.Length), output);
        }
    }

    private static void WriteRows(IEnumerable<(string Name, string? Text)> rows, int width, TextWriter output)
    {
        foreach (var (name, text) in rows)
        {
            output.WriteLine($"  {name.PadRight(width)}  {text}");
        }
    }

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{Path(parent)} {command.Name}" : command.Name;

    private static string Words(Command command)
    {
        var words = command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues > 0 ? NameOf(argument) : $"[{NameOf(argument)}]").ToList();
        if (command.Subcommands.Count > 0)
        {
            words.Add("COMMAND");
        }

        if (command.Options.Count > 0)
        {
            words.Add("[OPTIONS]");
        }

        return string.Concat(words.Select(word => " " + word));
    }

    private static string NameOf(Argument argument)
    {
        var name = argument.HelpName ?? argument.Name.ToUpperInvariant();
        return argument.Arity.MaximumNumberOfValues > 1 ? name + " ..." : name;
    }

    private static string NameOf(Option option) =>
        option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool)
            ? $"{option.Name} {option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()}"
            : option.Name;
}
