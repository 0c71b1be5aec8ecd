using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;

namespace DeepFlow.Testing;

/// <summary>The rooms' migrations: embedded resources <c>Postgres/NNNN_name.sql</c>.</summary>
internal static partial class MigrationScripts
{
    /// <summary>Runs the assemblies' scripts in order of their numbers, in the schema <c>deepflow</c>.</summary>
    public static async Task ApplyAsync(NpgsqlDataSource dataSource, IEnumerable<Assembly> assemblies)
    {
        await using var connection = await dataSource.OpenConnectionAsync();
        await ExecuteAsync(connection, "create schema if not exists deepflow");
        foreach (var (name, sql) in assemblies.SelectMany(Read).OrderBy(script => script.Name, StringComparer.Ordinal))
        {
            try
            {
                await ExecuteAsync(connection, sql);
            }
            catch (PostgresException exception)
            {
                throw new InvalidOperationException($"The migration {name} failed: {exception.MessageText} (at character {exception.Position})", exception);
            }
        }
    }

    private static IEnumerable<(string Name, string Sql)> Read(Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            if (ScriptName().Match(resource) is { Success: true } match)
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
                yield return (match.Groups[1].Value, reader.ReadToEnd());
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"\.Postgres\.(\d{4}_\w+)\.sql$")]
    private static partial Regex ScriptName();
}
