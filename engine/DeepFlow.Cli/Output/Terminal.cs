using Spectre.Console;

namespace DeepFlow.Cli.Output;

/// <summary>The consoles for tables and progress; made when first used, since most commands print plain lines.</summary>
internal static class Terminal
{
    /// <summary>Wide enough that nothing is cut or wrapped where a program reads.</summary>
    private const int WidthForPrograms = 4096;

    private static readonly Lazy<IAnsiConsole> OutConsole = new(() => Make(Console.Out, Console.IsOutputRedirected));
    private static readonly Lazy<IAnsiConsole> ErrorConsole = new(() => Make(Console.Error, Console.IsErrorRedirected));

    /// <summary>Answers go here.</summary>
    public static IAnsiConsole Out => OutConsole.Value;

    /// <summary>Progress goes here, so that an answer can be piped on.</summary>
    public static IAnsiConsole Error => ErrorConsole.Value;

    private static IAnsiConsole Make(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (redirected)
        {
            console.Profile.Width = WidthForPrograms;
        }

        return console;
    }
}
