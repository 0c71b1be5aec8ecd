using System.Text.Json;
using DeepFlow.Engine.Jobs.Parts;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Engine.Jobs;

/// <summary>
/// Claims jobs one after the other and runs their activities. It returns when it is stopped, or after an isolated activity:
/// native libraries keep state for the whole process, so the next such job gets a fresh one.
/// </summary>
public sealed class JobWorker(WorkerIdentity identity, JobQueue queue, ActivityRegistry registry, IServiceProvider services, Wakeups wakeups, TimeProvider clock, ILogger<JobWorker> log)
{
    /// <summary>How long an activity that checkpoints has to save its work when it is asked to make room.</summary>
    public static readonly TimeSpan UsualGrace = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(1);

    /// <summary>How long it has when the worker must stop.</summary>
    public TimeSpan DrainGrace { get; init; } = UsualGrace;

    /// <summary>How long an activity has to stop once its step was withdrawn.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Ends this process, under an activity that has not stopped by then; null: it is waited for, and holds what it holds.</summary>
    public Action? EndProcess { get; init; }

    /// <param name="stop">Drains: the job under way is asked to save its work and given back, and another worker goes on.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var bell = wakeups.Bell(Wakeups.Jobs);
                if (await queue.ClaimAsync(identity, stop) is not { } job)
                {
                    await Wakeups.WaitAsync(bell, Jitter.Around(wakeups.AtMost(Poll)), stop);
                    continue;
                }
                await RunAsync(job, stop);
                if (!registry.IsIsolated(job.Activity)) continue;
                if (job.Family is { } family) await StayAsync(family, stop);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The database did not answer the worker ({Reason}); trying again.", e.Message);
                try { await Task.Delay(Pause, clock, stop); }
                catch (OperationCanceledException) { return; }
            }
        }
    }

    /// <summary>
    /// Parts of one step may share a process, and what it has loaded. It does further ones, and the turns between them, while the
    /// queue comes to this step anyway; whoever else is first gets a process of its own.
    /// </summary>
    private async Task StayAsync(Guid family, CancellationToken stop)
    {
        for (var since = clock.GetTimestamp(); clock.GetElapsedTime(since) < Stay;)
        {
            var bell = wakeups.Bell(Wakeups.Jobs);
            if (await queue.ClaimAsync(identity, family, stop) is not { } job)
            {
                await Wakeups.WaitAsync(bell, Pause, stop);
                continue;
            }
            await RunAsync(job, stop);
            since = clock.GetTimestamp();
        }
    }

    /// <summary>Runs one claimed job to its end.</summary>
    public async Task RunAsync(Job job, CancellationToken stop)
    {
        using var yielding = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var cancelled = new CancellationTokenSource();
        // Whoever cannot save its work is stopped at once; whoever can has a while.
        var saves = registry.Checkpoints(job.Activity);
        await using var draining = stop.Register(() => cancelled.CancelAfter(saves ? DrainGrace : TimeSpan.Zero));
        var context = new JobContext(job, identity, queue, clock)
        {
            Project = job.Project, InstanceId = job.Instance, Pipeline = job.Pipeline, Node = job.Node, Round = job.Round, Iteration = job.Iteration,
            Attempt = job.Attempt, JobId = job.Id, Settings = job.Settings, StartedBy = job.StartedBy, Gpus = job.Gpus,
            Part = job.Part, Coordinator = job.Family, Cancellation = cancelled.Token, Yielding = yielding.Token,
        };
        using var ended = new CancellationTokenSource();
        var keeping = KeepAsync(job, context, yielding, cancelled, ended.Token);
        var enforcing = EndProcess is null ? Task.CompletedTask : EnforceAsync(job, context, EndProcess, cancelled.Token, stop, ended.Token);
        // On a thread of its own kind: an activity may compute for hours, and the heartbeat must not wait for it.
        var result = await Task.Factory.StartNew(() => AttemptAsync(job, context), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        try { await EndAsync(job, context, result, stop); }
        finally
        {
            await ended.CancelAsync();
            await keeping;
            await enforcing;
        }
    }

    private abstract record AttemptResult;
    private sealed record Succeeded(Value Output) : AttemptResult;
    private sealed record Failed(string Code, string Message, bool Retryable) : AttemptResult;
    /// <summary>A coordinator's turn that does not end its step.</summary>
    private sealed record TookTurn(TurnStart Start, Turn<JsonElement, Value>.GoOn? Turn) : AttemptResult;
    private sealed record Interrupted : AttemptResult;
    /// <summary>The activity's own queries found no database: nobody's failure, and no attempt that counts.</summary>
    private sealed record CutOff : AttemptResult;

    private async Task<AttemptResult> AttemptAsync(Job job, JobContext context)
    {
        try
        {
            if (registry.Find(job.Activity) is not { } type)
                return new Failed("unknown_activity", $"This installation has no activity {job.Activity}; the definition was made for another.", Retryable: false);
            return ActivatorUtilities.CreateInstance(services, type) switch
            {
                ICoordinatedActivity coordinator => await TakeTurnAsync(coordinator, job, context),
                var activity => new Succeeded(await ((IJobActivity)activity).RunAsync(job.Input, context)),
            };
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested || context.Yielding.IsCancellationRequested) { return new Interrupted(); }
        catch (ActivityFailureException e)
        {
            context.Log(e.ToString());
            return new Failed(e.Code, e.Message, e.Retryable);
        }
        catch (Exception e) when (context.Cancellation.IsCancellationRequested)
        {
            context.Log($"Stopped: {e.Message}");
            return new Interrupted();
        }
        catch (NpgsqlException e) when (e.IsOutage() && e.InnerException is not TimeoutException)
        {
            context.Log($"The database did not answer ({e.Message}): this goes on in another attempt.");
            return new CutOff();
        }
        catch (Exception e)
        {
            context.Log(e.ToString());
            return new Failed("error", $"{job.Node} ({job.Activity}) failed: {e.Message}", Retryable: true);
        }
    }

    private async Task<AttemptResult> TakeTurnAsync(ICoordinatedActivity coordinator, Job job, JobContext context)
    {
        var start = await queue.BeginTurnAsync(job, context.Cancellation);
        if (start.IsIdle) return new TookTurn(start, null);
        return await coordinator.TakeTurnAsync(job.Input, start.State, start.Ended, context) switch
        {
            Turn<JsonElement, Value>.Done done => new Succeeded(done.Output),
            var turn => new TookTurn(start, (Turn<JsonElement, Value>.GoOn)turn),
        };
    }

    /// <summary>A connection that is cut while the end is written does not lose the end: the guarded update is simply tried again.</summary>
    private async Task EndAsync(Job job, JobContext context, AttemptResult result, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await context.FlushLogAsync(CancellationToken.None);
                switch (result)
                {
                    case Succeeded success: await WriteAsync(job, () => queue.CompleteAsync(job, identity, context.Outcome, success.Output, context.Publishes ? context.PublishAsync : null, CancellationToken.None)); break;
                    case TookTurn(var start, var turn): await WriteAsync(job, () => queue.ParkAsync(job, identity, start, turn, context.LatestProgress, context.PublishAsync, CancellationToken.None)); break;
                    case Failed failure when await queue.FailAsync(job, identity, failure.Code, failure.Message, failure.Retryable, CancellationToken.None): break;
                    case CutOff when await queue.ReleaseAsync(job, identity, CancellationToken.None) > 0: break;
                    case Interrupted when context.Yielding.IsCancellationRequested: await queue.ReleaseAsync(job, identity, CancellationToken.None); break;
                    case Failed or Interrupted or CutOff: await queue.LetGoAsync(job, identity, CancellationToken.None); break;
                }
                return;
            }
            catch (Exception e) when (e.IsOutage())
            {
                log.LogWarning("The end of {Node} could not be written ({Reason}); trying again.", job.Name, e.Message);
                await Task.Delay(Pause, clock, stop);
            }
        }
    }

    private async Task WriteAsync(Job job, Func<Task<bool>> write)
    {
        try
        {
            if (!await write()) log.LogInformation("The result of {Node}, attempt {Attempt}, came too late and was discarded.", job.Name, job.Attempt);
        }
        catch (Exception e) when (e is ActivityFailureException || e is PostgresException && !e.IsOutage())
        {
            var (code, retryable) = e is ActivityFailureException failure ? (failure.Code, failure.Retryable) : ("publish_failed", true);
            await queue.FailAsync(job, identity, code, $"What {job.Name} made could not be published: {e.Message}", retryable, CancellationToken.None);
        }
    }

    /// <summary>
    /// An activity that does not stop takes its process with it: what it computes in and holds comes free in no other way. The lease
    /// is kept meanwhile, and the node gives it back when it sees the process end. A worker that must leave has a deadline of its own.
    /// </summary>
    private async Task EnforceAsync(Job job, JobContext context, Action endProcess, CancellationToken cancelled, CancellationToken stop, CancellationToken ended)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var telling = cancelled.Register(() => told.TrySetResult());
        try
        {
            await told.Task.WaitAsync(ended);
            await Task.Delay(StopGrace, clock, ended);
            if (stop.IsCancellationRequested) return;
            context.Log($"It was told to stop {DurationText.Format(StopGrace)} ago and has not: its process is ended.");
            await context.FlushLogAsync(ended);
            await queue.NoteForcedStopAsync(job, identity, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested) { return; }
        catch (Exception e) when (e.IsOutage())
        {
            log.LogWarning("That {Node} does not stop could not be noted ({Reason}).", job.Name, e.Message);
        }
        endProcess();
    }

    /// <summary>Heartbeats, progress and log lines until the attempt has ended; cancels it when the job is this worker's no more.</summary>
    private async Task KeepAsync(Job job, JobContext context, CancellationTokenSource yielding, CancellationTokenSource cancelled, CancellationToken ended)
    {
        var told = context.LatestProgress;
        var toldAt = clock.GetTimestamp();
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Tick, clock, ended);
                await context.FlushLogAsync(ended);
                var progress = context.LatestProgress;
                if (progress == told && clock.GetElapsedTime(toldAt) < Heartbeat) continue;
                switch (await queue.HeartbeatAsync(job, identity, progress, ended))
                {
                    case LeaseState.Gone: await cancelled.CancelAsync(); break;
                    case LeaseState.Yield when !yielding.IsCancellationRequested:
                        context.Log("A job of higher priority needs the place: this one saves its work and goes on later.");
                        await yielding.CancelAsync();
                        cancelled.CancelAfter(UsualGrace);
                        break;
                }
                (told, toldAt) = (progress, clock.GetTimestamp());
            }
            catch (OperationCanceledException) { return; }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The heartbeat of {Node} failed ({Reason}); trying again.", job.Name, e.Message);
            }
        }
    }
}
