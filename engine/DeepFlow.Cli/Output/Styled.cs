namespace DeepFlow.Cli.Output;

/// <summary>Colours for single words; plain text where the stream is no terminal or NO_COLOR is set.</summary>
internal static class Styled
{
    private static readonly bool IsColoured =
        !Console.IsErrorRedirected && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    public static string Error(string text) => Wrap("1;31", text);

    public static string Warning(string text) => Wrap("1;33", text);

    public static string Success(string text) => Wrap("32", text);

    public static string Strong(string text) => Wrap("1", text);

    public static string Quiet(string text) => Wrap("2", text);

    private static string Wrap(string codes, string text) => IsColoured ? $"\e[{codes}m{text}\e[0m" : text;
}
