namespace DeepFlow.Embedded;

/// <summary>
/// Which processes use the cluster, kept as locks of the operating system: they vanish with their process, however it
/// dies, so a crashed process needs no clean-up and a process id that repeats deceives no one.
/// </summary>
internal sealed class Presence(ClusterFolder cluster) : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly string users = Path.Combine(cluster.Postgres, "users");
    private readonly string turn = Path.Combine(cluster.Postgres, "lock");
    private FileStream? mine;

    /// <summary>Waits for the right to start or stop the server; released by disposing.</summary>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (TryOpen(turn, FileShare.None) is { } held)
            {
                return held;
            }

            await Task.Delay(RetryDelay, cancellation);
        }
    }

    /// <summary>Counts this process as a user of the server. Call it in one's turn.</summary>
    public void Enter() => mine ??= TryOpen(users, FileShare.ReadWrite);

    /// <summary>Stops counting this process; true when no other process uses the server. Call it in one's turn.</summary>
    public bool LeaveAsLast()
    {
        mine?.Dispose();
        mine = null;
        using var alone = TryOpen(users, FileShare.None);
        return alone is not null;
    }

    public void Dispose() => mine?.Dispose();

    private static FileStream? TryOpen(string path, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }
}
