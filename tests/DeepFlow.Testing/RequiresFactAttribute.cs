using Xunit;

namespace DeepFlow.Testing;

/// <summary>A fact that needs programs this machine may lack; it is skipped by name, with what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresFactAttribute : FactAttribute
{
    /// <param name="needs">Each a program on the PATH (<c>git</c>), a file (<c>/usr/bin/chromium</c>), an environment variable (<c>$NAME</c>) or <c>root</c>.</param>
    public RequiresFactAttribute(params string[] needs)
    {
        var missing = needs.Where(need => !IsHere(need)).ToList();
        if (missing.Count > 0)
        {
            Skip = $"needs {string.Join(", ", missing)}";
        }
    }

    private static bool IsHere(string need) => need switch
    {
        "root" => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess,
        ['$', .. var name] => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)),
        ['/', ..] => File.Exists(need),
        _ => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, need))),
    };
}
