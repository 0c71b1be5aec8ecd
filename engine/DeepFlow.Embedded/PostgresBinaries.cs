using System.Text.RegularExpressions;

namespace DeepFlow.Embedded;

/// <summary>The programs of one PostgreSQL.</summary>
internal sealed partial record PostgresBinaries(string Folder, int MajorVersion)
{
    public const int OldestSupported = 14;

    private static readonly string Extension = OperatingSystem.IsWindows() ? ".exe" : "";

    public string InitDb => ProgramIn(Folder, "initdb");

    public string PgCtl => ProgramIn(Folder, "pg_ctl");

    /// <summary>
    /// The newest installed PostgreSQL that the account can run; the one of the cluster's own version when there is a
    /// cluster, since PostgreSQL reads no other version's files.
    /// </summary>
    public static async Task<PostgresBinaries?> FindInstalledAsync(
        IReadOnlyList<string>? folders, int? clusterVersion, ServerAccount account, CancellationToken cancellation)
    {
        PostgresBinaries? best = null;
        foreach (var folder in folders ?? await UsualFoldersAsync(cancellation))
        {
            var found = await InspectAsync(folder, account, cancellation);
            var fits = found is not null
                && (clusterVersion is { } wanted ? found.MajorVersion == wanted : found.MajorVersion >= OldestSupported);
            if (fits && (best is null || found!.MajorVersion > best.MajorVersion))
            {
                best = found;
            }
        }

        return best;
    }

    /// <summary>The PostgreSQL in a folder, or null when it is not complete or the account cannot run it.</summary>
    public static async Task<PostgresBinaries?> InspectAsync(string folder, ServerAccount account, CancellationToken cancellation)
    {
        foreach (var name in new[] { "postgres", "initdb", "pg_ctl" })
        {
            if (!File.Exists(ProgramIn(folder, name)) || !await account.CanExecuteAsync(ProgramIn(folder, name), cancellation))
            {
                return null;
            }
        }

        var answer = await account.Run(ProgramIn(folder, "postgres"), "--version").RunAsync(Path.GetPathRoot(folder)!, cancellation);
        var version = VersionNumber().Match(answer.Output);
        return answer.Succeeded && version.Success ? new PostgresBinaries(folder, int.Parse(version.Groups[1].Value)) : null;
    }

    private static async Task<IReadOnlyList<string>> UsualFoldersAsync(CancellationToken cancellation)
    {
        var folders = new List<string>();
        folders.AddRange(Versions("/usr/lib/postgresql", "bin"));
        folders.AddRange(Versions("/usr", "bin", "pgsql-*"));
        folders.AddRange(Versions("/Library/PostgreSQL", "bin"));
        folders.AddRange(Versions("/opt/homebrew/opt", "bin", "postgresql*"));
        folders.AddRange(Versions("/usr/local/opt", "bin", "postgresql*"));
        folders.AddRange(Versions(@"C:\Program Files\PostgreSQL", "bin"));
        folders.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));

        var told = await Command.Of("pg_config", "--bindir").RunAsync(cancellation: cancellation);
        if (told.Succeeded)
        {
            folders.Add(told.Output);
        }

        return folders.Where(Path.IsPathRooted).Distinct().ToList();
    }

    private static IEnumerable<string> Versions(string parent, string child, string pattern = "*") =>
        Directory.Exists(parent) ? Directory.EnumerateDirectories(parent, pattern).Select(folder => Path.Combine(folder, child)) : [];

    private static string ProgramIn(string folder, string name) => Path.Combine(folder, name + Extension);

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}
