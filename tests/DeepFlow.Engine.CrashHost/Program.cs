using DeepFlow.Engine;
using DeepFlow.Engine.Commits;
using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Tasks;
using DeepFlow.Engine.Timers;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

// A whole engine in one process, for tests that kill it: starts the loop under one key, decides its tasks, and leaves when it has ended.
// Arguments: connection string, start key.
var node = Guid.Parse("5f9d2f5e-6f8e-4c57-9f0a-1f1f5c8f2a11");
await using var services = new ServiceCollection()
    .AddSingleton(NpgsqlDataSource.Create(args[0])).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
    .AddSingleton(new ActivityRegistry(typeof(Count).Assembly))
    .AddEngine().BuildServiceProvider();
T The<T>() where T : notnull => services.GetRequiredService<T>();

using var stop = new CancellationTokenSource();
var engine = EngineNode.Create(services, NodeDescription.Here(node, "crash"));
var worker = new JobWorker(new($"crash/{Environment.ProcessId}", node), The<JobQueue>(), The<ActivityRegistry>(), services, The<Wakeups>(), The<TimeProvider>(), The<ILogger<JobWorker>>());
await The<Roster>().SetAsync("p", "rita", "Rita", ["reviewer"], stop.Token);
var hash = await The<Bundles>().PublishAsync("p", LoopPipeline.Bundle, "rita", stop.Token);
Task[] running = [engine.RunAsync(stop.Token), worker.RunAsync(stop.Token)];
var instance = await The<InstanceCommands>().StartAsync("p", hash, "loop", Value.Record(("items", Value.Of(0))), "rita", key: args[1]);
Console.WriteLine($"instance {instance}");

while (true)
{
    if (running.FirstOrDefault(r => r.IsCompleted) is { } ended) await ended;
    var detail = await The<InstanceQueries>().GetAsync("p", instance, stop.Token);
    if (detail.State.Status != InstanceStatus.Running)
    {
        Console.WriteLine($"{detail.State.Status} {detail.State.Result}");
        break;
    }
    foreach (var task in await The<Inbox>().ListAsync("p", new TaskFilter(Root: instance), stop.Token))
        await The<Decisions>().DecideAsync("p", task.Id, new(task.Iteration < LoopPipeline.Iterations ? "reject" : "approve", "rita"), stop.Token);
    await Wakeups.WaitAsync(The<Wakeups>().Bell(Wakeups.Journal), TimeSpan.FromMilliseconds(50), stop.Token);
}
await stop.CancelAsync();
try { await Task.WhenAll(running); }
catch (OperationCanceledException) { }
