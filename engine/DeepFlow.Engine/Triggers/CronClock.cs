using DeepFlow.Engine.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace DeepFlow.Engine.Triggers;

/// <summary>
/// Keeps Quartz's schedule equal to the cron triggers of the activations. Quartz runs clustered on the same database, on tables
/// of its own that it makes (<c>deepflow.quartz_*</c>): any node may fire, one does. Without cron triggers it does not run.
/// </summary>
public sealed class CronClock(NpgsqlDataSource source, Wakeups wakeups, TimeProvider clock, ILogger<CronClock> log) : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private IScheduler? scheduler;

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var bell = wakeups.Bell(Wakeups.Schedules);
                try
                {
                    await FollowAsync(cancellation);
                    await Wakeups.WaitAsync(bell, Poll, cancellation);
                }
                catch (Exception e) when (e is NpgsqlException or IOException or SchedulerException)
                {
                    log.LogWarning("The schedule of the cron triggers could not be brought up to date ({Reason}); trying again.", e.Message);
                    await Task.Delay(Pause, clock, cancellation);
                }
            }
        }
        finally { await DisposeAsync(); }
    }

    /// <summary>Schedules the triggers that are new, and takes those away that are gone. A key holds all that matters, so one that is there is right.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        var wanted = (await source.QueryAsync("select activation, trigger, subject, zone from deepflow.trigger where event = 'cron'",
            r => (Key: CronFiring.KeyOf(r.GetGuid(0), r.GetString(1)), Fields: r.GetString(2), Zone: r.TextAt(3)), [], cancellation)).ToDictionary(t => t.Key);
        if (wanted.Count == 0 && scheduler is null) return;
        var running = scheduler ??= await StartAsync(cancellation);
        var scheduled = (await running.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), cancellation)).ToHashSet();
        foreach (var key in scheduled.Where(k => !wanted.ContainsKey(k))) await running.UnscheduleJob(key, cancellation);
        foreach (var (key, trigger) in wanted.Where(w => !scheduled.Contains(w.Key)))
        {
            try
            {
                await running.ScheduleJob(TriggerBuilder.Create().WithIdentity(key).ForJob(CronFiring.Key).WithSchedule(CronSchedule.Of(trigger.Fields, trigger.Zone).ToQuartz()).Build(), cancellationToken: cancellation);
            }
            catch (ObjectAlreadyExistsException) { } // another node was first
        }
        if (wanted.Count == 0) await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref scheduler, null) is { } running) await running.Shutdown(waitForJobsToComplete: true);
    }

    private async Task<IScheduler> StartAsync(CancellationToken cancellation)
    {
        var made = await QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(source).AddSingleton(wakeups).AddSingleton<ILoggerFactory>(new Forwarding(log));
            quartz.ConfigureScheduler(s =>
            {
                s.InstanceName = "deepflow";
                s.IdleWaitTime = TimeSpan.FromSeconds(30); // new triggers of this node wake it at once
            });
            quartz.UseDefaultThreadPool(2);
            quartz.UseTimeProvider(clock);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(postgres => postgres.DataSourceFactory = _ => source);
                store.ConfigureStore(s =>
                {
                    s.TablePrefix = "deepflow.quartz_";
                    s.StoreJobDataAsStrings = true;
                });
                store.ProvisionSchema();
                store.UseClustering(c => c.CheckinInterval = TimeSpan.FromSeconds(20));
            });
        }).BuildScheduler(cancellation);
        await made.AddJob(JobBuilder.Create<CronFiring>().WithIdentity(CronFiring.Key).StoreDurably().Build(), new AddJobOptions { Replace = true }, cancellation);
        await made.Start(cancellation);
        return made;
    }

    /// <summary>What Quartz has to say goes where the engine logs.</summary>
    private sealed class Forwarding(ILogger target) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => target;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }
}
