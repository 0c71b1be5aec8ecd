using System.Diagnostics;
using System.Globalization;
using DeepFlow.Engine.Postgres;
using DeepFlow.Testing;
using Xunit.Abstractions;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>
/// Kills real processes, servers and connections, at the edge of each commit and at any moment, and counts what remains.
/// The database keeps fsync on. `./deepflow test --crash` runs the long version.
/// </summary>
public sealed class CrashTests(DurableDatabase durable, ITestOutputHelper output) : IClassFixture<DurableDatabase>
{
    private const int FaultsInASession = 8;
    private static double? Minutes { get; } = Number("DEEPFLOW_CRASH_MINUTES");
    private static int? Seed { get; } = (int?)Number("DEEPFLOW_CRASH_SEED");

    [Fact]
    public async Task Work_KilledAtEveryCommitBoundary_AndStruckByEachFault_ComesRight()
    {
        var seed = Seed ?? 20261123;
        var random = new Random(seed);
        Fault[] faults = [.. Fault.EveryFailPoint(random, latest: 1), .. Fault.EveryOther];
        random.Shuffle(faults);
        var tally = new Tally();
        await using var session = new CrashSession(durable.Postgres, seed, tally);
        await session.RunAsync(faults);
        output.WriteLine(tally.ToString());
    }

    [LongFact]
    public async Task Work_StruckByHundredsOfFaults_ComesRight()
    {
        var first = Seed ?? Random.Shared.Next(1_000_000);
        var tally = new Tally();
        var watch = Stopwatch.StartNew();
        for (var seed = first; watch.Elapsed.TotalMinutes < Minutes; seed++)
        {
            Console.WriteLine($"{watch.Elapsed:mm\\:ss} seed {seed}");
            var random = new Random(seed);
            Fault[] faults = [.. Fault.EveryFailPoint(random, latest: 3), .. Fault.EveryOther, .. Fault.EveryOther];
            random.Shuffle(faults);
            await using var session = new CrashSession(durable.Postgres, seed, tally);
            await session.RunAsync(faults[..FaultsInASession]);
            tally.Add("sessions, each checked at its end");
        }
        Console.WriteLine($"From seed {first}, {watch.Elapsed.TotalMinutes:0.0} minutes:\n{tally}");
        output.WriteLine(tally.ToString());
    }

    private static double? Number(string variable) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    private sealed class LongFactAttribute : FactAttribute
    {
        public LongFactAttribute()
        {
            if (Minutes is null) Skip = "the long crash suite: ./deepflow test --crash --minutes 10";
        }
    }
}

/// <summary>A migrated database that keeps what it commits.</summary>
public sealed class DurableDatabase : IAsyncLifetime
{
    private DurablePostgres? postgres;

    public DurablePostgres Postgres => postgres!;

    public async Task InitializeAsync()
    {
        postgres = await DurablePostgres.StartAsync();
        await PrepareAsync(postgres);
    }

    public async Task DisposeAsync() => await postgres!.DisposeAsync();

    public static async Task PrepareAsync(DurablePostgres postgres)
    {
        Migrations.Apply(postgres.Database.ConnectionString, typeof(Migrations).Assembly);
        await postgres.Database.ExecuteAsync("create table effect (instance uuid, node text, iteration int, attempt int)");
    }
}
