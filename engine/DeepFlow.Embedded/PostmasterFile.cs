using System.Diagnostics;
using System.Globalization;

namespace DeepFlow.Embedded;

/// <summary>What <c>postmaster.pid</c> in a data folder says about the server that runs, or ran, on it.</summary>
internal sealed record PostmasterFile(int ProcessId, bool IsReady)
{
    private const int StatusLine = 7;

    private static string PathIn(ClusterFolder cluster) => Path.Combine(cluster.Data, "postmaster.pid");

    /// <summary>The server that runs on the cluster now, or null.</summary>
    public static PostmasterFile? FindRunning(ClusterFolder cluster) =>
        Read(cluster) is { } file && IsPostmaster(file.ProcessId, cluster) ? file : null;

    /// <summary>
    /// Removes a file that a killed server left, when its process id belongs to another program now: PostgreSQL would
    /// take that one for itself and refuse to start. (Ids repeat soon in containers.) A file whose process is gone is left
    /// to PostgreSQL, which also looks for surviving children.
    /// </summary>
    public static void RemoveMisleading(ClusterFolder cluster)
    {
        if (Read(cluster) is { } file && IsAlive(file.ProcessId) && !IsPostmaster(file.ProcessId, cluster))
        {
            File.Delete(PathIn(cluster));
        }
    }

    private static PostmasterFile? Read(ClusterFolder cluster)
    {
        try
        {
            var lines = File.ReadAllLines(PathIn(cluster));
            var isReady = lines.Length > StatusLine && lines[StatusLine].Trim() == "ready";
            return lines.Length > 0 && int.TryParse(lines[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var id)
                ? new PostmasterFile(id, isReady)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsPostmaster(int processId, ClusterFolder cluster)
    {
        if (!OperatingSystem.IsLinux())
        {
            return IsAlive(processId) && NameOf(processId).StartsWith("postgres", StringComparison.Ordinal);
        }

        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Split('\0').Contains("cluster_name=" + cluster.Name);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool IsAlive(int processId) => NameOf(processId).Length > 0;

    private static string NameOf(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.ProcessName;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return "";
        }
    }
}
