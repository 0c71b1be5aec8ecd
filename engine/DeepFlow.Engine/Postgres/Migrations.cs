using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace DeepFlow.Engine.Postgres;

/// <summary>Brings a database to this version: runs each room's <c>Postgres/NNNN_name.sql</c> that it has not seen, in order of the numbers.</summary>
public static class Migrations
{
    /// <exception cref="MigrationException">A script failed; the database is as it was before that script.</exception>
    public static void Apply(string connectionString, params IReadOnlyCollection<Assembly> rooms)
    {
        using (var source = Npgsql.NpgsqlDataSource.Create(connectionString))
        using (var schema = source.CreateCommand("create schema if not exists deepflow")) schema.ExecuteNonQuery();
        var scripts = rooms.SelectMany(Scripts).OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        var result = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScripts(scripts)
            .JournalToPostgresqlTable("deepflow", "migration")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new MigrationException($"The migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
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
}

public sealed class MigrationException(string message, Exception inner) : Exception(message, inner);
