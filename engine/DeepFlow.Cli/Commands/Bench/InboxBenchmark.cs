using System.Collections.Immutable;
using System.Diagnostics;
using DeepFlow.Engine;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Tasks;
using DeepFlow.Workflows.Definitions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeepFlow.Cli.Commands.Bench;

/// <param name="Question">What was asked or done.</param>
internal sealed record InboxLatency(string Question, double P50Ms, double P95Ms, double LongestMs);

/// <param name="FillSeconds">How long it took to make the tasks, with SQL.</param>
/// <param name="Megabytes">Of tasks and what the inbox reads, indexes included.</param>
internal sealed record InboxBenchmarkResult(int Tasks, int Repeat, string Fsync, double FillSeconds, long Megabytes, ImmutableArray<InboxLatency> Questions);

/// <summary>
/// An inbox of many open tasks: 20 pipelines with 4 steps each, offered to 6 roles, a tenth claimed, three quarters with a due
/// date; 50 people with two roles each ask in turn. Every question goes through the engine's own code, to a server whose
/// cache is as warm as the questions make it.
/// </summary>
internal sealed class InboxBenchmark(string postgres, int tasks, int repeat)
{
    private const string Database = "deepflow_bench_inbox";
    private const string Project = "bench";

    public async Task<InboxBenchmarkResult> RunAsync(Action<string> progress, CancellationToken cancellation)
    {
        await using var admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false });
        var fsync = (await admin.QueryAsync("select current_setting('fsync')", r => r.GetString(0), [], cancellation))[0];
        await admin.ExecuteAsync($"drop database if exists {Database} with (force)", [], cancellation);
        await admin.ExecuteAsync($"create database {Database}", [], cancellation);
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(postgres) { Database = Database, MaxPoolSize = 10, MaxAutoPrepare = 100, CommandTimeout = 0 }.ConnectionString;
            Migrations.Apply(connection, typeof(Migrations).Assembly);
            await using var services = new ServiceCollection().AddSingleton(_ => NpgsqlDataSource.Create(connection)).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddEngine().BuildServiceProvider();
            progress($"Making {tasks:N0} tasks");
            var watch = Stopwatch.StartNew();
            await InboxFill.FillAsync(services, Project, tasks, cancellation);
            var filled = Math.Round(watch.Elapsed.TotalSeconds, 1);
            var size = (await services.GetRequiredService<NpgsqlDataSource>().QueryAsync(
                "select (pg_total_relation_size('deepflow.task') + pg_total_relation_size('deepflow.task_candidate')) / 1048576", r => r.GetInt64(0), [], cancellation))[0];
            return new(tasks, repeat, fsync, filled, size, await MeasureAsync(services, progress, cancellation));
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await admin.ExecuteAsync($"drop database if exists {Database} with (force)", [], CancellationToken.None);
        }
    }

    private async Task<ImmutableArray<InboxLatency>> MeasureAsync(IServiceProvider services, Action<string> progress, CancellationToken cancellation)
    {
        var (inbox, random, results) = (services.GetRequiredService<Inbox>(), new Random(1), ImmutableArray.CreateBuilder<InboxLatency>());
        async Task MeasureAsync(string question, Func<int, Task> ask)
        {
            progress(question);
            for (var i = 0; i < 5; i++) await ask(random.Next(1 << 20));
            var times = new double[repeat];
            for (var i = 0; i < repeat; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await ask(random.Next(1 << 20));
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
            Array.Sort(times);
            results.Add(new(question, Math.Round(times[repeat / 2], 2), Math.Round(times[(int)(repeat * 0.95)], 2), Math.Round(times[^1], 2)));
        }
        Task AskAsync(string question, Func<int, InboxQuery> query) => MeasureAsync(question, n => inbox.PageAsync(Project, query(n), cancellation));
        static InboxQuery Mine(int n) => new(InboxView.Mine, Person(n));
        static InboxQuery Roles(int n) => new(InboxView.Roles, Person(n));

        await AskAsync("all, first page", _ => new());
        await AskAsync("my roles, first page", Roles);
        await AskAsync("mine", Mine);
        await AskAsync("my roles, by due date", n => Roles(n) with { Sort = InboxSort.Due });
        await AskAsync("my roles, overdue", n => Roles(n) with { Due = InboxDue.Overdue });
        await AskAsync("my roles, unclaimed", n => Roles(n) with { Claimed = false });
        await AskAsync("my roles, a pipeline", n => Roles(n) with { Pipeline = $"pipeline{n % 20}" });
        await AskAsync("my roles, a step of a pipeline", n => Roles(n) with { Pipeline = $"pipeline{n % 20}", Step = $"step{n % 4}" });
        await AskAsync("all, a page from the middle", n => new() { After = $"Newest~{DateTimeOffset.UtcNow.AddSeconds(-n % tasks):O}~{Guid.Empty}" });
        await AskAsync("search: a word that one task has", n => Roles(n) with { Search = $"{n % tasks}" });
        await AskAsync("search: a word that one in a thousand has", n => Roles(n) with { Search = "urg" });
        await AskAsync("search: a word that every fourth has", n => Roles(n) with { Search = "promote good" });
        await AskAsync("search: a word that none has", n => Roles(n) with { Search = "zebra" });
        await MeasureAsync("counts", n => inbox.CountsAsync(Project, Person(n), cancellation));
        await MeasureAsync("filters", n => inbox.FiltersAsync(Project, Roles(n), cancellation));
        await MeasureAsync("a task's page", n => services.GetRequiredService<TaskPages>().GetAsync(Project, Task(n % tasks), cancellation));

        // What is offered to role n % 6 is claimed and decided by somebody who holds it; multiples of ten are claimed already.
        var turn = tasks;
        await MeasureAsync("claim", _ =>
        {
            turn -= turn % 10 == 1 ? 2 : 1;
            return services.GetRequiredService<TaskAssignments>().ClaimAsync(Project, Task(turn), Holder(turn), takeOver: false, cancellation);
        });
        turn = tasks;
        await MeasureAsync("decide", _ =>
        {
            turn -= turn % 10 == 1 ? 2 : 1;
            return services.GetRequiredService<Decisions>().DecideAsync(Project, Task(turn), new("approve", Holder(turn)), cancellation);
        });
        return results.ToImmutable();
    }

    private static string Person(int n) => InboxFill.Person(n);

    /// <summary>Somebody with the role of task <paramref name="n"/>.</summary>
    private static string Holder(int n) => $"person{n % 6}";

    private static Guid Task(int n) => new(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.ASCII.GetBytes($"t{n}")), bigEndian: true);
}
