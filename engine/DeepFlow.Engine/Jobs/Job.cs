using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Jobs;

/// <summary>A claimed attempt at a step, as a worker holds it.</summary>
public sealed record Job(Guid Id, string Project, Guid Instance, Guid Root, string Pipeline, string Node, int Round, int Iteration, int Attempt,
    string Activity, Value Input, StepSettings Settings, string StartedBy);

/// <param name="NodeId">The engine node whose child the worker is; null for a worker on its own.</param>
/// <param name="Name">Unique among living workers: who holds a lease.</param>
/// <param name="Gpus">How many GPUs it may hand to a job.</param>
public sealed record WorkerIdentity(string Name, Guid? NodeId, int Gpus);
