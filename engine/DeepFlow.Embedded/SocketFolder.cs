using System.Text.RegularExpressions;

namespace DeepFlow.Embedded;

/// <summary>The folder of the cluster's only entrance, a Unix socket that its owner alone can reach.</summary>
internal static partial class SocketFolder
{
    private const string SocketName = "/.s.PGSQL.5432";

    /// <summary>The system's limit for a socket's path, in bytes, without the closing zero.</summary>
    private const int LongestPath = 106;

    /// <summary>The folder beside the cluster, or a short private one in <c>/tmp</c> when that path is too long for a socket.</summary>
    /// <exception cref="PostgresUnavailable">Someone else has taken the short folder.</exception>
    public static async Task<string> PrepareAsync(ClusterFolder cluster, ServerAccount account, CancellationToken cancellation)
    {
        if (Fits(cluster.Sockets))
        {
            await account.CreatePrivateFolderAsync(cluster.Sockets, cancellation);
            return cluster.Sockets;
        }

        var folder = "/tmp/" + cluster.Name;
        await account.CreatePrivateFolderAsync(folder, cancellation);

        // /tmp is everyone's: a folder of that name which another user made, or a link, must not become our entrance.
        var ours = await account.Run("sh", "-c", "test -O \"$1\" && test ! -L \"$1\" && chmod 700 \"$1\"", "sh", folder).RunAsync("/", cancellation);
        return ours.Succeeded
            ? folder
            : throw new PostgresUnavailable(
                "postgres_socket", $"The folder {folder} for the database's socket belongs to someone else.",
                "Remove it, or choose a --home with a path under 90 characters.");
    }

    /// <summary>
    /// Removes the lock that a killed server left beside its socket. PostgreSQL honours it as long as a process has that
    /// id, even a dead one that nobody collected, as happens in containers. Call it when no server runs.
    /// </summary>
    public static void RemoveStaleLock(string folder) => File.Delete(folder + SocketName + ".lock");

    /// <summary>Leaves nothing in <c>/tmp</c>.</summary>
    public static void RemoveUnlessInside(ClusterFolder cluster, string folder)
    {
        if (folder != cluster.Sockets && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Fits(string folder) =>
        PlainPath().IsMatch(folder) && folder.Length + SocketName.Length <= LongestPath;

    /// <summary>PostgreSQL reads the setting as a list, through a shell: only paths that need no quoting in either go there.</summary>
    [GeneratedRegex("^[A-Za-z0-9_./-]+$")]
    private static partial Regex PlainPath();
}
