using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DeepFlow.Engine.Versions;

/// <summary>What moving a run to another definition would do: the preview, and what applying it did.</summary>
/// <param name="From">The hash of the definition that it runs on.</param>
/// <param name="Instances">The run, then what it called and waits for, the callers first.</param>
public sealed record MigrationPlan(Guid Run, string From, string To, ImmutableArray<InstanceMigration> Instances)
{
    /// <summary>Nothing stands in the way.</summary>
    public bool Possible => Instances.All(i => i.Blocks.IsEmpty);
}

/// <param name="Steps">In the order of the new definition; those that are no more come last. Steps that are alike and have not run are left out.</param>
/// <param name="Blocks">Why it cannot be moved; empty: it can.</param>
public sealed record InstanceMigration(Guid Instance, string Pipeline, ImmutableArray<StepMigration> Steps, ImmutableArray<MigrationBlock> Blocks)
{
    /// <summary>Where the run enters after the move; each opens a round.</summary>
    [JsonIgnore] public ImmutableArray<string> Entries { get; init; } = [];

    public StepMigration? Find(string step) => Steps.FirstOrDefault(s => s.Step == step);
}

/// <param name="Note">What a person should know about it.</param>
public sealed record StepMigration(string Step, StepFate Fate, string? Note = null);

public enum StepFate
{
    /// <summary>It is done, and its output stays.</summary>
    Kept,
    /// <summary>Its work is under way, or waits for somebody, and goes on.</summary>
    GoesOn,
    /// <summary>It is done again, or for the first time where it was passed.</summary>
    Again,
    /// <summary>It was not in the old definition.</summary>
    New,
    /// <summary>Its work under way is withdrawn, for the run enters elsewhere.</summary>
    Withdrawn,
    /// <summary>It is not in the new definition, or is another step there that nothing reads; its output goes.</summary>
    Gone,
}

/// <param name="Code">Short and stable: <c>open_step_gone</c>.</param>
/// <param name="Step">Which step; null: the pipeline as a whole.</param>
/// <param name="Message">What stands in the way, and what to do.</param>
public sealed record MigrationBlock(string Code, string? Step, string Message);
