using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests;

/// <summary>The built <c>deepflow</c> command, run as a process.</summary>
internal static class DeepFlowProcess
{
    public static readonly string Program = Repository.Path("engine/DeepFlow.Cli/bin/Release/net10.0/deepflow.dll");

    /// <summary>What whoever runs the tests may have set for commands of their own.</summary>
    private static readonly Dictionary<string, string?> NothingInherited =
        new[] { "DEEPFLOW_COMMAND", "DEEPFLOW_HOME", "DEEPFLOW_POSTGRES", "DEEPFLOW_PIPELINES" }.ToDictionary(name => name, _ => (string?)null);

    /// <summary>Starts it in a folder of the test's own.</summary>
    public static ChildProcess Start(TempFolder folder, params string[] arguments) => Start(folder, arguments, NothingInherited);

    /// <summary>Starts it with further variables in its environment.</summary>
    public static ChildProcess Start(TempFolder folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment) =>
        ChildProcess.Start("dotnet", [Program, .. arguments], folder.Path, new Dictionary<string, string?>(environment.Concat(NothingInherited).DistinctBy(v => v.Key)));

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(TempFolder folder, params string[] arguments)
    {
        await using var process = Start(folder, arguments);
        return (await process.ExitAsync(), process.Output);
    }

    /// <summary>Runs it to its end, with further variables in its environment.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(TempFolder folder, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        await using var process = Start(folder, arguments, environment);
        return (await process.ExitAsync(), process.Output);
    }
}
