using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Triggers;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>What is seldom done dies at the edges of its commit, and is done again: it has happened once.</summary>
public sealed class ErrandTests(DurableDatabase durable) : IClassFixture<DurableDatabase>
{
    private readonly TestDatabase database = durable.Postgres.Database;

    /// <summary>The errand, where it dies, and what there is once: before the death at most, after it and the repeat exactly.</summary>
    public static TheoryData<string, string, string> Deaths { get; } = new()
    {
        { "subscribe", "subscription.committed", "select count(*) from deepflow.subscription where project = $1" },
        { "schedule", "schedule.committed", "select count(*) from deepflow.cause where project = $1 and event = 'cron'" },
        { "change", "change.committed", "select count(*) from deepflow.cause where project = $1 and event = 'pushed'" },
        { "deactivate", "deactivation.committed", "select count(*) from deepflow.activation where project = $1 and deactivated_at is not null" },
        { "archive", "archive.committing", Archived },
        { "archive", "archive.committed", Archived },
    };

    /// <summary>The run is in one of two places, never in both or in none.</summary>
    private const string Archived = """
        select case when (select count(*) from deepflow.instance where project = $1) + (select count(*) from deepflow.archived_run where project = $1) <> 1 then 99
                    else (select count(*) from deepflow.archived_run r where r.project = $1 and exists (select 1 from deepflow.archived_instance i where i.run = r.id)) end
        """;

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task Errand_KilledAtItsCommit_AndDoneAgain_HappensOnce(string errand, string place, string happened)
    {
        var project = $"{errand}-{place.Split('.')[1]}";
        await PrepareAsync(project);

        await using (var dying = Start(errand, project, place))
        {
            await dying.ExitAsync();
            dying.Output.Should().Contain($"fail point {place}: dying");
        }
        (await database.ScalarAsync<long>(happened, project)).Should().Be(place.EndsWith(".committed", StringComparison.Ordinal) ? 1 : 0);

        await using var again = Start(errand, project, null);
        (await again.ExitAsync()).Should().Be(0, again.Output);
        (await database.ScalarAsync<long>(happened, project)).Should().Be(1);
    }

    private ChildProcess Start(string errand, string project, string? failAt) => ChildProcess.Start("dotnet",
        [CrashHostProgram.Path, "errand", database.ConnectionString, project, errand], environment: new Dictionary<string, string?> { ["DEEPFLOW_FAIL_AT"] = failAt });

    /// <summary>A project with a person, an activation that listens to the hour and to the code, and a run that was cancelled two days ago.</summary>
    private async Task PrepareAsync(string project)
    {
        await using var services = new ServiceCollection().AddSingleton(database.DataSource).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddEngine().BuildServiceProvider();
        await services.GetRequiredService<Roster>().SetAsync(project, "ada", null, [], default);
        var pipeline = Pipeline("nightly", [End()]) with
        {
            Triggers = [new("cron", [new("schedule", Text("0 3 * * *"))], null), new("pushed", [new("branch", Text("main"))], null)],
        };
        var hash = await services.GetRequiredService<Bundles>().PublishAsync(project, Bundle(pipeline), "ada", default);
        await services.GetRequiredService<Activations>().ActivateAsync(project, hash, "nightly", RecordValue.Empty, "ada", null, default);
        await services.GetRequiredService<InstanceCommands>().StartAsync(project, hash, "nightly", RecordValue.Empty, "ada");
        await database.ExecuteAsync("delete from deepflow.event where project = $1", project);
        await database.ExecuteAsync("update deepflow.instance set status = 'cancelled', ended_at = now() - interval '2 days' where project = $1", project);
    }

    private static Literal Text(string text) => new(Value.Of(text));
}
