using System.CommandLine;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;

namespace DeepFlow.Cli.Commands;

internal static class HelpCommand
{
    public static Command Create(IReadOnlyList<CommandGroup> groups)
    {
        var words = new Argument<string[]>("command") { Description = "The command to tell about", Arity = ArgumentArity.ZeroOrMore };
        var help = new Command("help", "Show every command, or how one is used") { words };
        help.SetAction(parsed =>
        {
            var path = parsed.GetValue(words) ?? [];
            if (path.Length == 0)
            {
                HelpText.WriteOverview(groups, Console.Out);
            }
            else
            {
                HelpText.WriteCommand(Find(groups, path), Console.Out);
            }
        });
        return help;
    }

    private static Command Find(IReadOnlyList<CommandGroup> groups, string[] path)
    {
        var candidates = groups.SelectMany(group => group.Commands);
        Command? found = null;
        foreach (var word in path)
        {
            found = candidates.FirstOrDefault(command => command.Name == word)
                ?? throw new CommandFailure("usage", $"There is no command '{string.Join(' ', path)}'.", $"{Invocation.Name} help lists them.", exitCode: 2);
            candidates = found.Subcommands;
        }

        return found!;
    }
}
