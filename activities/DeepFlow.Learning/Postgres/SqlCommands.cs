using System.Data.Common;
using System.Text.Json;
using DeepFlow.Workflows;
using Npgsql;
using NpgsqlTypes;

namespace DeepFlow.Learning.Postgres;

/// <summary>Commands with their parameters in order: <c>$1</c>, <c>$2</c> ...</summary>
internal static class SqlCommands
{
    public static NpgsqlCommand Command(this NpgsqlDataSource database, string sql, params ReadOnlySpan<object?> parameters) =>
        With(database.CreateCommand(sql), parameters);

    public static NpgsqlCommand Command(this DbTransaction transaction, string sql, params ReadOnlySpan<object?> parameters) =>
        With(new NpgsqlCommand(sql, (NpgsqlConnection)transaction.Connection!, (NpgsqlTransaction)transaction), parameters);

    /// <summary>Runs a command of which only the effect matters; returns the number of rows touched.</summary>
    public static async Task<int> ExecuteAsync(this NpgsqlCommand command, CancellationToken cancellation)
    {
        await using (command)
        {
            return await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Every row, as <paramref name="read"/> makes it.</summary>
    public static async Task<List<T>> ReadAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }

    /// <summary>A parameter of the type <c>jsonb</c>.</summary>
    public static NpgsqlParameter Json<T>(T value) => new() { Value = JsonSerializer.Serialize(value, DeepFlowJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb };

    /// <summary>A parameter of the type <c>text</c> that may be null.</summary>
    public static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    public static T FromJson<T>(this NpgsqlDataReader reader, int column) =>
        JsonSerializer.Deserialize<T>(reader.GetString(column), DeepFlowJson.Options) ?? throw new JsonException($"The column {reader.GetName(column)} is empty.");

    private static NpgsqlCommand With(NpgsqlCommand command, ReadOnlySpan<object?> parameters)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter ?? DBNull.Value });
        }

        return command;
    }
}
