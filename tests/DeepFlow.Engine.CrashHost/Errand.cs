using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Triggers;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DeepFlow.Engine.CrashHost;

/// <summary>Something that is seldom done, by itself: <c>errand CONNECTION PROJECT WHAT</c>. It may be killed, and is then done again.</summary>
public static class Errand
{
    /// <summary>The moment for which <c>schedule</c> fires.</summary>
    public static readonly DateTimeOffset Hour = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(string[] args)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(NpgsqlDataSource.Create(args[1])).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(new ActivityRegistry(typeof(Gate).Assembly)).AddSingleton(new WakeupOptions(Listen: false))
            .AddEngine().BuildServiceProvider();
        var project = args[2];
        await (args[3] switch
        {
            "subscribe" => SubscribeAsync(services, project),
            "schedule" => FireAsync(services, project),
            "change" => services.GetRequiredService<Activations>().TellAsync(project, new Change(Change.Pushed, "main", "c1", Value.Missing), default),
            "deactivate" => DeactivateAsync(services, project),
            "archive" => services.GetRequiredService<Archive>().ArchiveAsync(project, TimeSpan.FromDays(1), default),
            _ => throw new ArgumentException($"There is no errand {args[3]}."),
        });
        return 0;
    }

    private static async Task SubscribeAsync(IServiceProvider services, string project)
    {
        var subscriptions = services.GetRequiredService<Subscriptions>();
        if ((await subscriptions.ListAsync(project, default)).Count == 0) await subscriptions.AddAsync(project, new(ChannelKind.Webhook, "https://example.org/hook", []), "ada", default);
    }

    private static async Task DeactivateAsync(IServiceProvider services, string project)
    {
        try { await services.GetRequiredService<Activations>().DeactivateAsync(project, "nightly", "ada", default); }
        catch (EngineException e) when (e.Code == "unknown_activation") { } // an attempt that was not answered did so
    }

    private static async Task FireAsync(IServiceProvider services, string project)
    {
        var source = services.GetRequiredService<NpgsqlDataSource>();
        foreach (var (activation, trigger) in await source.QueryAsync("select activation, trigger from deepflow.trigger where project = $1 and event = 'cron'", r => (r.GetGuid(0), r.GetString(1)), [project], default))
            await CronFiring.FireAsync(source, activation, trigger, Hour, default);
    }
}
