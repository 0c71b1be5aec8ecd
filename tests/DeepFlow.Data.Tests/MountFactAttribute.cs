using System.Globalization;

namespace DeepFlow.Data.Tests;

/// <summary>A fact that mounts a small file system to fill it; skipped by name where the process may not mount.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    private const int SystemAdministration = 21;

    public MountFactAttribute()
    {
        if (!MayMount())
        {
            Skip = "needs the right to mount a tmpfs (root)";
        }
    }

    private static bool MayMount()
    {
        const string line = "CapEff:", status = "/proc/self/status";
        return File.Exists(status)
            && File.ReadLines(status).FirstOrDefault(l => l.StartsWith(line, StringComparison.Ordinal)) is { } effective
            && (ulong.Parse(effective[line.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> SystemAdministration & 1) == 1;
    }
}
