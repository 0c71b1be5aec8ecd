using System.CommandLine;

namespace DeepFlow.Cli;

/// <summary>The options that every command takes.</summary>
/// <param name="Home">The folder that holds the workspace's state; null: found from the current folder.</param>
/// <param name="Json">Whether the answer is JSON, for programs.</param>
/// <param name="Trace">Whether a failure shows where in DeepFlow it arose.</param>
/// <param name="Postgres">A database elsewhere, instead of the workspace's own.</param>
/// <param name="Pooler">Whether that database is reached through a transaction pooler.</param>
internal sealed record GlobalOptions(string? Home, string? Postgres, bool Pooler, bool Json, bool Trace)
{
    public static Option<bool> Help { get; } = new("--help", "-h", "-?") { Description = "Show what the command does and takes", Recursive = true };

    private static readonly Option<string?> HomeOption = new("--home")
    {
        Description = "The folder for all state (default: .deepflow of the project you are in; also DEEPFLOW_HOME)",
        HelpName = "DIR",
        Recursive = true,
    };

    private static readonly Option<string?> PostgresOption = new("--postgres")
    {
        Description = "Use this PostgreSQL instead of the project's own (an Npgsql connection string; also DEEPFLOW_POSTGRES)",
        HelpName = "CONNECTION",
        Recursive = true,
    };

    private static readonly Option<bool> PoolerOption = new("--pooler")
    {
        Description = "PostgreSQL is reached through a transaction pooler such as PgBouncer (also DEEPFLOW_POOLER=1)",
        Recursive = true,
    };

    private static readonly Option<bool> JsonOption = new("--json") { Description = "Answer in JSON, for programs", Recursive = true };

    private static readonly Option<bool> TraceOption = new("--trace") { Description = "Show where a failure arose", Recursive = true };

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Help);
        root.Options.Add(new VersionOption());
        root.Options.Add(HomeOption);
        root.Options.Add(PostgresOption);
        root.Options.Add(PoolerOption);
        root.Options.Add(JsonOption);
        root.Options.Add(TraceOption);
    }

    public static GlobalOptions Of(ParseResult parsed) => new(
        parsed.GetValue(HomeOption) ?? FromEnvironment("DEEPFLOW_HOME"),
        parsed.GetValue(PostgresOption) ?? FromEnvironment("DEEPFLOW_POSTGRES"),
        parsed.GetValue(PoolerOption) || FromEnvironment("DEEPFLOW_POOLER") == "1",
        parsed.GetValue(JsonOption),
        parsed.GetValue(TraceOption));

    private static string? FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
