using DeepFlow.Engine.Commits;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Jobs.Parts;
using DeepFlow.Engine.Jobs.Placing;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Tasks;
using DeepFlow.Engine.Timers;
using DeepFlow.Engine.Triggers;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeepFlow.Engine;

public static class EngineServices
{
    /// <summary>The engine on the <c>NpgsqlDataSource</c> that the container holds. Nothing runs by itself: see <see cref="EngineNode"/> and <see cref="JobWorker"/>.</summary>
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(WakeupOptions.Usual);
        services.TryAddSingleton(ActivityRegistry.None);
        services.TryAddSingleton(new NotificationOptions());
        return services
            .AddSingleton<Wakeups>().AddSingleton<Bundles>().AddSingleton<GroupCommit>().AddSingleton<Dispatcher>().AddSingleton<TimerClock>().AddSingleton<PartClock>().AddSingleton<PartQueries>()
            .AddSingleton<JobQueue>().AddSingleton<InstanceCommands>().AddSingleton<InstanceQueries>().AddSingleton<Inbox>().AddSingleton<Decisions>()
            .AddSingleton<InstanceListing>().AddSingleton<StepWorkQuery>().AddSingleton<StepWaits>().AddSingleton<RunLogs>().AddSingleton<InstanceMigrations>().AddSingleton<Reruns>().AddSingleton<NeededActivities>().AddSingleton<Doctor>().AddSingleton<Archive>()
            .AddSingleton<NodeRegister>().AddSingleton<NodeQueries>().AddSingleton<Leadership>()
            .AddSingleton<ILeaderDuty, SilentWorkers>().AddSingleton<ILeaderDuty, PlacingDuty>().AddSingleton<ILeaderDuty, GoneNodes>().AddSingleton<ILeaderDuty, KeepingDuty>().AddSingleton<ILeaderDuty, SettledRows>()
            .AddSingleton<TaskAssignments>().AddSingleton<TaskComments>().AddSingleton<TaskPages>().AddSingleton<Subscriptions>().AddSingleton<DeliverySender>()
            .AddSingleton<Roster>().AddSingleton<Groups>().AddSingleton<SignalPost>().AddSingleton<KeptSignals>().AddSingleton<Activations>().AddSingleton<Causes>().AddSingleton<CronClock>().AddSingleton<Journal>().AddSingleton<SettledJournal>();
    }
}
