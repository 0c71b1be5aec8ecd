using System.CommandLine;
using DeepFlow.Engine.People;

namespace DeepFlow.Cli.Commands;

/// <summary>In whose name a command acts. Nobody signs in yet, so the name is believed, and journalled as asserted.</summary>
internal static class Actor
{
    public static Option<string?> Option() => new("--as") { Description = "In whose name (default: your account's)", HelpName = "PERSON" };

    /// <summary>
    /// The name under which something is done that no person of the project need do: one that is given must be of the project's
    /// people, if it has any; an account's name is what it is.
    /// </summary>
    public static async Task<string> NameAsync(Session session, string? given, CancellationToken cancellation)
    {
        if (given is not null)
        {
            await session.The<Roster>().CheckAsync(session.Project, given, cancellation);
        }

        return NameOr(given);
    }

    /// <summary>For what checks the person itself, as decisions do.</summary>
    public static string NameOr(string? given) => given ?? Environment.UserName;
}
