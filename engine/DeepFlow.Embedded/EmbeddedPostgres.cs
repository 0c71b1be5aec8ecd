namespace DeepFlow.Embedded;

/// <summary>
/// A workspace's private PostgreSQL. Every process of the workspace starts it this way: the first one makes and starts
/// the cluster, later ones find it running, and the last one to leave stops it. A server that a killed process left
/// behind is simply found running; one that was killed itself recovers on the next start.
/// </summary>
/// <remarks>It listens on a Unix socket only, in a folder that only its owner can enter.</remarks>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan SupervisionInterval = TimeSpan.FromSeconds(1);

    private readonly Cluster cluster;
    private readonly Presence presence;
    private readonly IProgress<string>? progress;
    private readonly CancellationTokenSource leaving = new();
    private readonly Task supervision;
    private int left;

    private EmbeddedPostgres(Cluster cluster, Presence presence, bool foundRunning, bool supervise, IProgress<string>? progress)
    {
        this.cluster = cluster;
        this.presence = presence;
        this.progress = progress;
        FoundRunning = foundRunning;
        supervision = supervise ? SuperviseAsync(leaving.Token) : Task.CompletedTask;
    }

    /// <summary>Npgsql's connection string for the cluster's database.</summary>
    public string ConnectionString => $"Host={cluster.SocketFolder};Port=5432;Username={Cluster.User};Database=postgres";

    /// <summary>Whether another process had started the server.</summary>
    public bool FoundRunning { get; }

    /// <summary>The server's process id; null while it does not run.</summary>
    public int? ProcessId => PostmasterFile.FindRunning(cluster.Folder)?.ProcessId;

    /// <summary>The major version of PostgreSQL.</summary>
    public int MajorVersion => cluster.Binaries.MajorVersion;

    /// <summary>The cluster's data folder.</summary>
    public string DataFolder => cluster.Folder.Data;

    /// <summary>The server's log.</summary>
    public string LogFile => cluster.Folder.Log;

    /// <summary>Finds the workspace's PostgreSQL running, or makes and starts it.</summary>
    /// <param name="options">Where, and how.</param>
    /// <param name="progress">Receives a sentence for each step that takes time.</param>
    /// <param name="cancellation">Gives up; what was started stays consistent.</param>
    /// <exception cref="PostgresUnavailable">No PostgreSQL could be found, or it does not start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        InheritedDescriptors.KeepFromServer();
        var account = await ServerAccount.ChooseAsync(options.AccountsForRoot, cancellation);
        var folder = await ClusterFolder.LocateAsync(options.Home, account, cancellation);
        var presence = new Presence(folder);
        try
        {
            using var turn = await presence.TakeTurnAsync(cancellation);
            var cluster = await Cluster.PrepareAsync(options, folder, account, progress, cancellation);
            var foundRunning = await cluster.EnsureRunningAsync(progress, cancellation);
            presence.Enter();
            return new EmbeddedPostgres(cluster, presence, foundRunning, options.Supervise, progress);
        }
        catch
        {
            presence.Dispose();
            throw;
        }
    }

    /// <summary>Leaves the server, and stops it when no other process uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref left, 1) == 1)
        {
            return;
        }

        await leaving.CancelAsync();
        await supervision;
        using (await presence.TakeTurnAsync(CancellationToken.None))
        {
            if (presence.LeaveAsLast())
            {
                await cluster.StopAsync();
            }
        }

        leaving.Dispose();
    }

    private async Task SuperviseAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SupervisionInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                if (ProcessId is null)
                {
                    await RestartAsync(cancellation);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // We are leaving.
        }
    }

    private async Task RestartAsync(CancellationToken cancellation)
    {
        try
        {
            using var turn = await presence.TakeTurnAsync(cancellation);
            if (ProcessId is null)
            {
                progress?.Report("PostgreSQL stopped unexpectedly: starting it again");
                await cluster.EnsureRunningAsync(progress, cancellation);
            }
        }
        catch (PostgresUnavailable failure)
        {
            progress?.Report($"{failure.Message} Trying again. {failure.Remedy}");
        }
    }
}
