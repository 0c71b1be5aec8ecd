using System.Collections.Immutable;
using System.Data.Common;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Workflows.Activities;

/// <summary>Which attempt at which step this is, and what it may do besides returning its output.</summary>
public abstract class ActivityContext
{
    public required string Project { get; init; }
    public required Guid InstanceId { get; init; }
    /// <summary>The pipeline that the step stands in.</summary>
    public required string Pipeline { get; init; }
    /// <summary>The step's name.</summary>
    public required string Node { get; init; }
    /// <summary>The instance's round in which the step runs; a feedback edge opens a new one.</summary>
    public required int Round { get; init; }
    /// <summary>How many times the step has been entered in this instance, from 1.</summary>
    public required int Iteration { get; init; }
    /// <summary>From 1; a later attempt replaces an earlier one, whose results are then refused.</summary>
    public required int Attempt { get; init; }
    public required Guid JobId { get; init; }
    /// <summary>Which part of a coordinated step this is; empty: it is no part.</summary>
    public string Part { get; init; } = "";
    /// <summary>The job that coordinates the step; null: the step has one job only.</summary>
    public Guid? Coordinator { get; init; }
    /// <summary>The job that stands for the whole step, whatever parts it has.</summary>
    public Guid StepJob => Coordinator ?? JobId;
    public required StepSettings Settings { get; init; }
    /// <summary>Who started the instance, for what is written in their name.</summary>
    public required string StartedBy { get; init; }
    /// <summary>The numbers of the machine's GPUs that are this step's while it runs; empty: it runs without.</summary>
    public ImmutableArray<int> Gpus { get; init; } = [];
    /// <summary>
    /// Cancelled when the step is withdrawn, times out, or its worker must stop: stop between two units of work. An activity that goes
    /// on for 10 seconds all the same, or as long as its node's <c>--drain</c> says, ends with its process.
    /// </summary>
    public required CancellationToken Cancellation { get; init; }

    /// <summary>
    /// Cancelled when the worker must stop, or a job of higher priority needs the place. An activity whose attribute says that it
    /// checkpoints then saves its work at the next good point and calls <see cref="ThrowIfYielding"/>; another attempt goes on from there,
    /// and nothing counts as a failure. It has some seconds; then <see cref="Cancellation"/> follows.
    /// </summary>
    public CancellationToken Yielding { get; init; }

    /// <summary>Ends the attempt where it was asked to make room. Call it when the work is saved.</summary>
    /// <exception cref="OperationCanceledException">It was asked to.</exception>
    public void ThrowIfYielding() => Yielding.ThrowIfCancellationRequested();

    /// <summary>The same for every attempt at this step, or part of it, in this round: give it to systems outside so that a repeat is recognised.</summary>
    public string IdempotencyKey => Part.Length == 0 ? $"{InstanceId:N}/{Node}/{Round}" : $"{InstanceId:N}/{Node}/{Round}/{Part}";

    /// <summary>By which outcome the step is left.</summary>
    public string Outcome { get; set; } = "done";

    /// <summary>How far the step is. Cheap: only the latest is written, about twice a second.</summary>
    /// <param name="fraction">0..1</param>
    /// <param name="text">What is being done: "trial 3 of 10, epoch 2".</param>
    public abstract void Progress(double fraction, string text);

    /// <summary>A line for the step's log.</summary>
    public abstract void Log(string line);

    /// <summary>Records that the work up to <paramref name="sequence"/> is safe in the object <paramref name="hash"/>; refused once the attempt is no longer the current one.</summary>
    public abstract Task SaveCheckpointAsync(long sequence, string hash, string note);

    /// <summary>The last checkpoint of any attempt at this step in this round, or null.</summary>
    public abstract Task<Checkpoint?> LatestCheckpointAsync();

    /// <summary>
    /// Registry rows to write in the very transaction that completes the job: they exist exactly when the job completed.
    /// May be called several times; the writes run in order. Throwing undoes the completion.
    /// </summary>
    public abstract void Publish(Func<DbTransaction, CancellationToken, Task> write);

    /// <summary>Says that something which pipelines watch has a new version. Triggers fire once the run has taken the step's completion into account.</summary>
    public abstract void Announce(Change change);
}

/// <param name="Sequence">How far the work is, in the activity's own count: epochs, rungs.</param>
/// <param name="Hash">The object that holds the state.</param>
public sealed record Checkpoint(long Sequence, string Hash, string Note);
