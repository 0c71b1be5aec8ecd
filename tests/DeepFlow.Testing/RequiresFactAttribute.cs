using System.Diagnostics;
using Xunit;

namespace DeepFlow.Testing;

/// <summary>A fact that needs programs this machine may lack; it is skipped by name, with what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresFactAttribute : FactAttribute
{
    /// <param name="needs">
    /// Each a program on the PATH (<c>git</c>), a file (<c>/usr/bin/chromium</c>), an environment variable (<c>$NAME</c>),
    /// <c>root</c>, or a package that npm can reach (<c>npm:antlr-ng</c>).
    /// </param>
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
        ['n', 'p', 'm', ':', .. var package] => IsReachable(package),
        _ => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, need))),
    };

    private static bool IsReachable(string package)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["view", package, "version", "--fetch-retries=0"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            npm.OutputDataReceived += (_, _) => { };
            npm.ErrorDataReceived += (_, _) => { };
            npm.BeginOutputReadLine();
            npm.BeginErrorReadLine();
            return npm.WaitForExit(TimeSpan.FromSeconds(20)) && npm.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no npm
        }
    }
}
