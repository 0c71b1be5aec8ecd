using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Jobs;

/// <summary>A claimed attempt at a step, as a worker holds it.</summary>
/// <param name="Gpus">The numbers of the node's GPUs that are the job's while it runs.</param>
public sealed record Job(Guid Id, string Project, Guid Instance, Guid Root, string Pipeline, string Node, int Round, int Iteration, int Attempt,
    string Activity, Value Input, StepSettings Settings, string StartedBy, ImmutableArray<int> Gpus)
{
    /// <summary>Which part of its step it does; empty: the step itself.</summary>
    public string Part { get; init; } = "";

    /// <summary>Of a step that has parts: the job that coordinates them.</summary>
    public Guid? Family { get; init; }

    public bool IsPart => Part.Length > 0;

    /// <summary>For people: the step, and which part of it.</summary>
    public string Name => IsPart ? $"{Node} ({Part})" : Node;
}

/// <param name="Name">Unique among living workers: who holds a lease.</param>
/// <param name="NodeId">The node whose capacity it shares with the node's other workers.</param>
public sealed record WorkerIdentity(string Name, Guid NodeId);
