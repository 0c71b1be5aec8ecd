using System.CommandLine;

namespace DeepFlow.Cli.Failures;

/// <summary>A command that could not do what it was asked: what happened, to which thing, and what to do.</summary>
/// <param name="code">Stable, for programs: <c>unknown_task</c>.</param>
/// <param name="message">What happened, naming the user's thing.</param>
/// <param name="remedy">What to do; empty where the message says it.</param>
/// <param name="exitCode">1: it did not work; 2: it was not called correctly.</param>
internal sealed class CommandFailure(string code, string message, string remedy = "", int exitCode = 1) : Exception(message)
{
    public string Code { get; } = code;

    public string Remedy { get; } = remedy;

    public int ExitCode { get; } = exitCode;

    /// <summary>The arguments could not be understood.</summary>
    public static CommandFailure Usage(ParseResult parsed)
    {
        var path = CommandPath(parsed);
        var help = path.Length == 0 ? "help" : $"help {path}";
        return new("usage", string.Join(" ", parsed.Errors.Select(error => error.Message)), $"{Invocation.Name} {help} shows how.", exitCode: 2);
    }

    private static string CommandPath(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result.Parent is System.CommandLine.Parsing.CommandResult parent; result = parent)
        {
            names.Insert(0, result.Command.Name);
        }

        return string.Join(' ', names);
    }
}
