using System.Text.Json;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Engine.Postgres;

/// <summary>Runs SQL text with positional parameters (<c>$1</c>); nulls need a cast in the text.</summary>
public static class Sql
{
    /// <summary>
    /// The database could not be asked, or broke off: the same may be asked again, and nobody's work has failed. Npgsql does not
    /// count a connection that an administrator ended, or a server that died, among what passes.
    /// </summary>
    public static bool IsOutage(this Exception e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or "57P05" or "25P03" } => true,
        NpgsqlException { IsTransient: true } or IOException => true,
        NpgsqlException and not PostgresException => true,
        _ => false,
    };

    /// <summary>To be selected where a transaction of several round trips locks what others need: PostgreSQL ends it once its process has hung for as long as a lease.</summary>
    internal const string NoLongerThanALease = "set_config('idle_in_transaction_session_timeout', '15s', true)";

    public static async Task<List<T>> QueryAsync<T>(this NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> row, object?[] parameters, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        return await ReadAsync(command, row, parameters, cancellation);
    }

    public static async Task<List<T>> QueryAsync<T>(this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, object?[] parameters, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await ReadAsync(command, row, parameters, cancellation);
    }

    public static async Task<List<T>> QueryAsync<T>(this NpgsqlTransaction transaction, string sql, Func<NpgsqlDataReader, T> row, object?[] parameters, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        return await ReadAsync(command, row, parameters, cancellation);
    }

    public static async Task<int> ExecuteAsync(this NpgsqlDataSource source, string sql, object?[] parameters, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        Bind(command.Parameters, parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<int> ExecuteAsync(this NpgsqlTransaction transaction, string sql, object?[] parameters, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        Bind(command.Parameters, parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>One more statement of the batch.</summary>
    public static void Add(this NpgsqlBatch batch, string sql, params object?[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        Bind(command.Parameters, parameters);
        batch.BatchCommands.Add(command);
    }

    public static void Bind(NpgsqlParameterCollection target, object?[] parameters)
    {
        foreach (var parameter in parameters) target.Add(new NpgsqlParameter { Value = parameter ?? DBNull.Value });
    }

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, DeepFlowJson.Options);

    public static T FromJson<T>(string json) => JsonSerializer.Deserialize<T>(json, DeepFlowJson.Options) ?? throw new JsonException("There is nothing in it.");

    public static T FromJson<T>(this NpgsqlDataReader reader, int column) => FromJson<T>(reader.GetString(column));

    public static Value ValueAt(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? Value.Missing : reader.FromJson<Value>(column);

    public static RecordValue RecordAt(this NpgsqlDataReader reader, int column) => reader.ValueAt(column) as RecordValue ?? RecordValue.Empty;

    public static string? TextAt(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset? TimeAt(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    public static Guid? GuidAt(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    public static int? IntAt(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static async Task<List<T>> ReadAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> row, object?[] parameters, CancellationToken cancellation)
    {
        Bind(command.Parameters, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
        return rows;
    }
}
