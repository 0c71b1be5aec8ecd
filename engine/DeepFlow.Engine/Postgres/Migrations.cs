using System.Reflection;
using System.Text.RegularExpressions;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Nodes;
using Npgsql;

namespace DeepFlow.Engine.Postgres;

/// <summary>
/// Brings a database to this version: runs each room's <c>Postgres/NNNN_name.sql</c> that it has not seen, in order of the
/// numbers, while servers of other versions are at work on it. See "Changing the tables" in <c>engine/README.md</c>.
/// </summary>
public static partial class Migrations
{
    /// <summary>Counts up with each change after which servers of the number before cannot work with the tables any more.</summary>
    public const int Server = 1;

    /// <summary>Any number: what matters is that every DeepFlow process locks the same one.</summary>
    private const long Turn = 0x44656570466c6f77;

    /// <summary>A script that must wait for others' locks gives way to what waits behind it, and tries again.</summary>
    private const string Politeness = "set local lock_timeout = '5s';\n";
    private const int MostTries = 6;

    /// <exception cref="EngineException"><c>server_too_old</c>: the tables have moved on without this server. <c>servers_too_old</c>: other servers at work could not live with what is to be changed.</exception>
    /// <exception cref="MigrationException">A script failed; the database is as it was before that script.</exception>
    public static void Apply(string connectionString, params IReadOnlyCollection<Assembly> rooms) => Apply(connectionString, Server, rooms);

    /// <param name="server">The version of the server that wants to work with the tables.</param>
    internal static void Apply(string connectionString, int server, IReadOnlyCollection<Assembly> rooms)
    {
        using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        using var connection = source.OpenConnection();
        using var turn = connection.BeginTransaction(); // of two processes one migrates; the other waits, and finds it done
        Execute(connection, $"select pg_advisory_xact_lock({Turn})");
        Execute(source, """
            create schema if not exists deepflow;
            create table if not exists deepflow.schema_state (the_only_row boolean primary key default true check (the_only_row), minimum_server int not null default 1);
            insert into deepflow.schema_state default values on conflict do nothing
            """);
        CheckServer(source, server);
        var scripts = rooms.SelectMany(Scripts).OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        CheckOthers(source, scripts);
        Run(connectionString, scripts);
        turn.Commit();
    }

    private static void CheckServer(NpgsqlDataSource source, int server)
    {
        var minimum = Column<int>(source, "select minimum_server from deepflow.schema_state")[0];
        if (server < minimum)
            throw new EngineException("server_too_old", $"The database is for servers of version {minimum} or later, and this one is {server}: it would damage what they write. Update this installation.", EngineProblem.Conflict);
    }

    /// <summary>A script that takes something away waits until nobody at work needs it.</summary>
    private static void CheckOthers(NpgsqlDataSource source, List<SqlScript> scripts)
    {
        var seen = Column<string?>(source, "select to_regclass('deepflow.migration')::text")[0] is null ? [] : Column<string>(source, "select scriptname from deepflow.migration");
        if (seen.Count == 0) return;
        foreach (var script in scripts.Where(s => !seen.Contains(s.Name)))
        {
            if (MinimumOf(script.Contents) is not { } minimum) continue;
            var older = Column<string>(source, $"select format('%s (version %s)', n.name, n.server) from deepflow.node n where {NodeRegister.IsLiving} and n.server < {minimum} order by n.name");
            if (older.Count > 0)
                throw new EngineException("servers_too_old", $"{script.Name} takes away what servers before version {minimum} need, and such are at work: {string.Join(", ", older)}. Update or stop them first.", EngineProblem.Conflict);
        }
    }

    private static void Run(string connectionString, List<SqlScript> scripts)
    {
        var upgrade = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScripts(scripts.Select(s => new SqlScript(s.Name, Politeness + s.Contents + Raise(s.Contents))))
            .JournalToPostgresqlTable("deepflow", "migration")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        for (var tries = 1; ; tries++)
        {
            var result = upgrade.PerformUpgrade();
            if (result.Successful) return;
            if (tries < MostTries && result.Error is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable }) continue;
            throw new MigrationException($"The migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
        }
    }

    /// <summary>Named by number and subject alone, so that a script may move between rooms without running again.</summary>
    private static IEnumerable<SqlScript> Scripts(Assembly room)
    {
        const string folder = ".Postgres.";
        foreach (var resource in room.GetManifestResourceNames())
        {
            var at = resource.IndexOf(folder, StringComparison.Ordinal);
            if (at < 0 || !resource.EndsWith(".sql", StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(room.GetManifestResourceStream(resource)!);
            yield return new SqlScript(resource[(at + folder.Length)..], reader.ReadToEnd());
        }
    }

    private static string Raise(string script) =>
        MinimumOf(script) is { } minimum ? $";\nupdate deepflow.schema_state set minimum_server = greatest(minimum_server, {minimum});" : "";

    private static int? MinimumOf(string script) => ForServers().Match(script) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan) : null;

    [GeneratedRegex(@"^-- for servers from (\d+)\r?$", RegexOptions.Multiline)]
    private static partial Regex ForServers();

    private static void Execute(NpgsqlDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static List<T> Column<T>(NpgsqlDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        using var reader = command.ExecuteReader();
        var values = new List<T>();
        while (reader.Read()) values.Add(reader.IsDBNull(0) ? default! : reader.GetFieldValue<T>(0));
        return values;
    }
}

public sealed class MigrationException(string message, Exception inner) : Exception(message, inner);
