using System.Security.Cryptography;
using System.Text;

namespace DeepFlow.Embedded;

/// <summary>Where a workspace's cluster and its tools lie.</summary>
/// <param name="Root">The workspace's state folder, or its stand-in under <c>/var/lib/deepflow</c>.</param>
internal sealed record ClusterFolder(string Root)
{
    private const string SystemFolder = "/var/lib/deepflow";

    public string Postgres => Path.Combine(Root, "postgres");

    public string Data => Path.Combine(Postgres, "data");

    public string Log => Path.Combine(Postgres, "log");

    public string Sockets => Path.Combine(Postgres, "run");

    /// <summary>The cluster's name: on the server's command line, by which its process is recognised.</summary>
    public string Name => "deepflow-" + ShortHash(Root);

    public string Tools => Path.Combine(Root, "tools");

    public bool IsInitialised => File.Exists(Path.Combine(Data, "PG_VERSION"));

    /// <summary>The cluster's major version.</summary>
    public int MajorVersion => int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Trim().Split('.')[0]);

    /// <summary>
    /// Finds the workspace's place. A workspace under root's private home cannot be entered by the account that
    /// PostgreSQL runs under; its cluster then lies in <c>/var/lib/deepflow/HASH-OF-WORKSPACE</c>. A cluster that
    /// exists stays where it is, whatever the folders' rights have become.
    /// </summary>
    public static async Task<ClusterFolder> LocateAsync(string home, ServerAccount account, CancellationToken cancellation)
    {
        var inside = new ClusterFolder(Path.GetFullPath(home));
        var outside = new ClusterFolder(Path.Combine(SystemFolder, ShortHash(inside.Root)));
        var first = !inside.IsInitialised && outside.IsInitialised ? outside : inside;

        Directory.CreateDirectory(first.Root);
        if (!await account.CanExecuteAsync(first.Root, cancellation))
        {
            if (first.IsInitialised)
            {
                throw new PostgresUnavailable(
                    "postgres_folder", $"The account {account.Name} can no longer enter {first.Root}, where this workspace's database lies.",
                    $"Give it access again (chmod a+x on {first.Root} and the folders above it).");
            }

            first = outside;
            CreateEnterable(SystemFolder);
            CreateEnterable(first.Root);
        }

        await account.CreatePrivateFolderAsync(first.Postgres, cancellation);
        return first;
    }

    /// <summary>Makes a folder of ours that every account can enter, whatever root's umask is.</summary>
    private static void CreateEnterable(string path)
    {
        if (Directory.Exists(path)) return;
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Sixteen hexadecimal digits that stand for a path.</summary>
    public static string ShortHash(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16];
}
