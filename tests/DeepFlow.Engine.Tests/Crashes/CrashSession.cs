using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Tests.Notifications;
using DeepFlow.Testing;
using Npgsql;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>
/// One project, worked on by a process that meets one fault after the other: after each it is started again. At the end it
/// is left in peace, and everything must have come right.
/// </summary>
internal sealed class CrashSession(DurablePostgres postgres, int seed, Tally tally) : IAsyncDisposable
{
    private const string Takes = "200 OK";
    private readonly Random random = new(seed);
    private readonly string project = $"crash-{seed}";
    private readonly Ledger ledger = new($"crash-{seed}");
    private readonly Guid node = Guid.NewGuid();
    private readonly TestDatabase database = new(postgres.Server.ConnectionString + ";Pooling=false");
    private readonly TcpProxy proxy = new(SocketOf(postgres));
    private readonly HttpReceiver receiver = new();

    /// <param name="fillDisk">Takes all room on the database's disk until disposed of.</param>
    public async Task RunAsync(IReadOnlyList<Fault> faults, Func<IDisposable>? fillDisk = null)
    {
        foreach (var fault in faults)
        {
            try { await LiveAsync(fault, fillDisk); }
            catch (Exception e) { throw new InvalidOperationException($"seed {seed}, {fault}: {e.Message}\n{await ledger.EvidenceAsync(database)}", e); }
        }
        try
        {
            receiver.Answer = Takes;
            await NoticesAreDueAsync();
            await using var last = Start(ledger.Next, until: ledger.Next - 1);
            var exit = await last.ExitAsync();
            ledger.Read(last.Output);
            exit.Should().Be(0, last.Output);
            await ledger.CheckAsync(database, tally);
            await ledger.CheckNoticesAsync(database, [.. receiver.Requests.Select(r => Guid.Parse(r.Headers["webhook-id"]))], tally);
        }
        catch (Exception e) { throw new InvalidOperationException($"seed {seed}, {string.Join(", ", faults)}: {e.Message}\n{await ledger.EvidenceAsync(database)}", e); }
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        await receiver.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>One process, from its start to its death.</summary>
    private async Task LiveAsync(Fault fault, Func<IDisposable>? fillDisk)
    {
        receiver.Answer = fault.RefusesNotices ? "503 Busy" : Takes;
        if (fault.FailPoint is Fault.Loss or Fault.PartLoss) await DieAtWorkAsync(atAPart: fault.FailPoint == Fault.PartLoss);
        await using var process = Start(ledger.Next, failAt: fault.FailPoint is null ? null : $"{fault.FailPoint}:{fault.Hit}", viaNetwork: fault.Kind is FaultKind.NetworkCut or FaultKind.AnswersLost);
        if (fault.FailPoint is not null)
        {
            await process.ExitAsync();
            process.Output.Should().Contain($"fail point {fault.FailPoint}: dying");
        }
        else
        {
            await process.UntilOutputAsync("started");
            await Task.Delay(random.Next(0, 400)); // any moment
            await InjectAsync(fault, process, fillDisk);
            if (!process.HasExited) await process.KillAsync();
            await process.ExitAsync();
        }
        ledger.Read(process.Output);
        tally.Add($"deaths and faults: {(fault.FailPoint is null ? fault.Kind : "at " + fault.FailPoint)}");
    }

    private async Task DieAtWorkAsync(bool atAPart)
    {
        const string Held = "select count(*) from deepflow.job where project = $1 and lease_until is not null and (part <> '') = $2";
        await using var process = Start(ledger.Next);
        await Eventually.IsTrueAsync(async () => await database.ScalarAsync<long>(Held, project, atAPart) > 0);
        await process.SignalAsync("STOP"); // a job could end before the kill
        var held = await database.ScalarAsync<long>(Held, project, atAPart) > 0;
        await process.KillAsync();
        await process.ExitAsync();
        ledger.Read(process.Output);
        if (!held) await DieAtWorkAsync(atAPart);
    }

    private async Task InjectAsync(Fault fault, ChildProcess process, Func<IDisposable>? fillDisk)
    {
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await process.KillAsync();
                return;
            case FaultKind.Hang: await HangAsync(process); break;
            case FaultKind.DatabaseKilled: await postgres.KillAsync(); break;
            case FaultKind.BackendsTerminated:
                for (var i = random.Next(1, 6); i > 0; i--)
                {
                    await database.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'");
                    await Task.Delay(random.Next(0, 60));
                }
                break;
            case FaultKind.NetworkCut:
                for (var i = random.Next(1, 6); i > 0; i--)
                {
                    proxy.Cut();
                    await Task.Delay(random.Next(0, 60));
                }
                break;
            case FaultKind.AnswersLost:
                for (var i = random.Next(1, 4); i > 0; i--) await proxy.CutAfterLosingAnswersAsync(TimeSpan.FromMilliseconds(random.Next(5, 60)));
                break;
        }
        if (fault.Kind == FaultKind.DiskFull)
        {
            using (fillDisk!()) await Task.Delay(random.Next(500, 3000)); // whatever it tries meanwhile
            await postgres.AnswersAsync();
        }
        var told = Told(process);
        await Eventually.IsTrueAsync(() => Told(process) > told || process.HasExited);
        process.HasExited.Should().BeFalse($"it goes on after {fault.Kind}: {process.Output}");
    }

    /// <summary>Another node takes over what the hanging one holds; when that one wakes up its results are refused.</summary>
    private async Task HangAsync(ChildProcess process)
    {
        await process.SignalAsync("STOP");
        // Its leases are over sooner than they would be by themselves, so that many such runs fit into a minute.
        await database.ExecuteAsync("update deepflow.leader set until = now() - interval '1 second'");
        await database.ExecuteAsync("""
            update deepflow.job set lease_until = now() - interval '1 second'
            where id in (select id from deepflow.job where lease_until is not null and project = $1 for update skip locked)
            """, project);
        await using (var other = ChildProcess.Start("dotnet", [CrashHostProgram.Path, postgres.Server.ConnectionString, project, $"{Guid.NewGuid()}"]))
        {
            await Eventually.IsTrueAsync(async () => await database.ScalarAsync<long>("select count(*) from deepflow.job where project = $1 and lease_until < now()", project) == 0);
        }
        await process.SignalAsync("CONT");
    }

    /// <summary>The pauses before further attempts are over, and so is the time of whoever died with a notice in hand.</summary>
    private Task NoticesAreDueAsync() => database.ExecuteAsync("update deepflow.delivery set next_at = now() where project = $1 and status = 'waiting'", project);

    private static int Told(ChildProcess process) => process.Output.Count(c => c == '\n');

    private ChildProcess Start(int first, int until = int.MaxValue, string? failAt = null, bool viaNetwork = false)
    {
        var connection = viaNetwork
            ? new NpgsqlConnectionStringBuilder(postgres.Server.ConnectionString) { Host = "127.0.0.1", Port = proxy.Port }.ConnectionString
            : postgres.Server.ConnectionString;
        return ChildProcess.Start("dotnet", [CrashHostProgram.Path, connection, project, $"{node}", $"{first}", $"{until}"],
            environment: new Dictionary<string, string?> { ["DEEPFLOW_FAIL_AT"] = failAt, ["DEEPFLOW_CRASH_NOTICES"] = receiver.Address, ["DOTNET_TieredPGO"] = "0" });
    }

    private static string SocketOf(DurablePostgres postgres) => new NpgsqlConnectionStringBuilder(postgres.Server.ConnectionString).Host + "/.s.PGSQL.5432";
}
