namespace DeepFlow.Server.Hosting;

/// <summary>Where a workspace keeps what is not in the database.</summary>
/// <param name="Home">The state folder, <c>.deepflow</c>.</param>
/// <param name="Pipelines">The folder of the <c>.dlflow</c> files that run.</param>
public sealed record WorkspaceFolders(string Home, string Pipelines)
{
    public string Objects => Path.Combine(Home, "objects");

    public string Cache => Path.Combine(Home, "cache");

    public string Repositories => Path.Combine(Home, "repository");

    /// <summary>The versions of the pipelines, where their folder lies in no repository.</summary>
    public string SourceVersions => Path.Combine(Home, "sources.git");
}
