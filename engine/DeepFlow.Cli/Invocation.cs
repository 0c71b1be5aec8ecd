namespace DeepFlow.Cli;

/// <summary>How the user called the command, so that what messages suggest can be typed as it stands.</summary>
internal static class Invocation
{
    public static string Name { get; } = Environment.GetEnvironmentVariable("DEEPFLOW_COMMAND") is { Length: > 0 } name ? name : "deepflow";
}
