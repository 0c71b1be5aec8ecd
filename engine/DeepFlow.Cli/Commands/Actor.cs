using System.CommandLine;

namespace DeepFlow.Cli.Commands;

/// <summary>In whose name a command acts. Nobody signs in yet, so the name is believed, and journalled as asserted.</summary>
internal static class Actor
{
    public static Option<string?> Option() => new("--as") { Description = "In whose name (default: your account's)", HelpName = "PERSON" };

    public static string NameOr(string? given) => given ?? Environment.UserName;
}
