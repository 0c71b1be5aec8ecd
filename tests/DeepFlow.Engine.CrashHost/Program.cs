using System.Net;
using DeepFlow.Engine;
using DeepFlow.Engine.CrashHost;
using DeepFlow.Engine.Jobs;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

if (args[0] is "serve" or "work") return await ServingHost.RunAsync(args);
if (args[0] == "errand") return await Errand.RunAsync(args);

// A process to be killed: an engine's node with a worker (and, with numbers of runs to start, a client beside them).
// Arguments: connection string, project, id of the node, and the first and last number of the runs.
var node = Guid.Parse(args[2]);
await using var services = new ServiceCollection()
    .AddSingleton(NpgsqlDataSource.Create(args[0])).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
    .AddSingleton(new ActivityRegistry(typeof(Count).Assembly, typeof(Gate).Assembly))
    .AddSingleton(new NotificationOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")] })
    .AddEngine().BuildServiceProvider();
using var stop = new CancellationTokenSource();
var worker = ActivatorUtilities.CreateInstance<JobWorker>(services, new WorkerIdentity($"crash/{Environment.ProcessId}", node));
List<Task> running = [EngineNode.Create(services, NodeDescription.Here(node, "crash")).RunAsync(stop.Token), worker.RunAsync(stop.Token), services.GetRequiredService<DeliverySender>().RunAsync(stop.Token)];
var client = args.Length > 3 ? new Client(services, args[1], Environment.GetEnvironmentVariable("DEEPFLOW_CRASH_NOTICES")).RunAsync(int.Parse(args[3]), int.Parse(args[4]), stop.Token) : Task.Delay(Timeout.Infinite, stop.Token);
await await Task.WhenAny([client, .. running]);
if (!client.IsCompletedSuccessfully) throw new InvalidOperationException("The node stopped by itself.");
Console.WriteLine("ended");
await stop.CancelAsync();
try { await Task.WhenAll(running); }
catch (OperationCanceledException) { }
return 0;
