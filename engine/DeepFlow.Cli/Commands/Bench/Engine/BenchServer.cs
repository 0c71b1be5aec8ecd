using System.Globalization;
using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Cli.Commands.Bench.Engine;

/// <summary>What a server has done so far; two of them tell what happened between.</summary>
/// <param name="Transactions">Committed in the bench's database.</param>
/// <param name="Writes">Transaction ids given out, by all databases of the server.</param>
/// <param name="CpuMs">Of all its processes; null where it runs elsewhere.</param>
internal sealed record ServerCounts(long Transactions, long Writes, long WalBytes, double? CpuMs);

/// <summary>The server that the bench runs on, and the database that it makes there.</summary>
internal sealed class BenchServer(string postgres)
{
    private const string Database = "deepflow_bench";
    /// <summary>A server's statistics lag behind by as much.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(1100);

    /// <summary>To the bench's database.</summary>
    public string Connection { get; } = new NpgsqlConnectionStringBuilder(postgres)
    {
        Database = Database, MaxPoolSize = 20, MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, ApplicationName = "deepflow",
    }.ConnectionString;

    public async Task CreateAsync(CancellationToken cancellation)
    {
        await DropAsync();
        await ExecuteAsync($"create database {Database}", cancellation);
        Migrations.Apply(Connection, typeof(Migrations).Assembly);
    }

    public async Task DropAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync($"drop database if exists {Database} with (force)", CancellationToken.None);
    }

    public async Task<string> SettingAsync(string name, CancellationToken cancellation) => (await QueryAsync($"select current_setting('{name}')", cancellation)).GetString(0);

    public async Task<ServerCounts> CountAsync(CancellationToken cancellation)
    {
        await Task.Delay(Settle, cancellation);
        var row = await QueryAsync($"""
            select (select xact_commit from pg_stat_database where datname = '{Database}'), pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                   pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint, (select pid from pg_stat_activity where backend_type = 'checkpointer')
            """, cancellation);
        return new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), CpuMs(row.GetInt32(3)));
    }

    /// <summary>Sum of the server's processes, those that have ended too, where /proc shows them.</summary>
    private static double? CpuMs(int checkpointer)
    {
        if (Stat(checkpointer) is not { } one || Stat(int.Parse(one[1], CultureInfo.InvariantCulture)) is not { } server || !one[1].Equals(ParentOf(checkpointer), StringComparison.Ordinal)) return null;
        var ticks = Ticks(server, 11) + Ticks(server, 13);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var id) && Stat(id) is { } process && process[1] == one[1]) ticks += Ticks(process, 11);
        return ticks * 10;

        static long Ticks(string[] stat, int at) => long.Parse(stat[at], CultureInfo.InvariantCulture) + long.Parse(stat[at + 1], CultureInfo.InvariantCulture);
        static string? ParentOf(int id) => Stat(id)?[1];
    }

    /// <summary>The fields of /proc/ID/stat after the name: state, parent, ... user and system ticks at 11 and 12, those of dead children at 13 and 14.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException) { return null; }
        catch (UnauthorizedAccessException) { return null; }
    }

    private async Task<Row> QueryAsync(string sql, CancellationToken cancellation)
    {
        await using var source = Admin();
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return new(values);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var source = Admin();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlDataSource Admin() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, ApplicationName = "deepflow bench" });

    private sealed record Row(object[] Values)
    {
        public long GetInt64(int at) => (long)Values[at];
        public int GetInt32(int at) => (int)Values[at];
        public string GetString(int at) => (string)Values[at];
    }
}
