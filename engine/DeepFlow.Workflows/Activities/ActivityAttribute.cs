using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Workflows.Activities;

/// <summary>The pipeline of the lifecycle that a step belongs to: how the palette and the documentation group it.</summary>
public enum Stage { Data, Model, Deployment, General }

/// <summary>Makes a class an activity. On a subclass of <see cref="Activity{TInput,TOutput}"/> it is a job; on a plain record pair, see <see cref="TaskActivity{TInput,TOutput}"/>, a task.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivityAttribute(string name) : Attribute
{
    public string Name { get; } = name;
    public int Version { get; init; } = 1;
    public Stage Stage { get; init; } = Stage.General;
    /// <summary>Who does it, or answers for it, unless the program says otherwise.</summary>
    public string Role { get; init; } = "data_scientist";
    public string Summary { get; init; } = "";
    /// <summary>It gets a worker process of its own: native code with global state, which may crash.</summary>
    public bool Isolated { get; init; }
    /// <summary>It saves its work as it goes, and stops at such a point when <see cref="ActivityContext.Yielding"/> asks: its place may be given to a job of higher priority for a while.</summary>
    public bool Checkpoints { get; init; }
    /// <summary>Other activities have it done, as a part of theirs; programs cannot name it, and the catalog has it not.</summary>
    public bool Internal { get; init; }
}

/// <summary>An outcome beside <c>done</c>, <c>failed</c> and <c>timeout</c>; for a task the outcomes that a person may choose, in order.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class OutcomeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
    public string? Label { get; init; }
    /// <summary>Without an edge of its own it goes on to the next statement.</summary>
    public bool Continues { get; init; }
}

/// <summary>The program declares the outcomes itself, with labels: <c>on retrain "Train again" -> model.training</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenOutcomesAttribute : Attribute;

/// <summary>The input is a record whose keys are outcomes of the step: <c>alarms: { drift: psi &gt; 0.2 }</c>. Its type is <c>rules{...}</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutcomeKeysAttribute : Attribute;

/// <summary>The input's or output's type in the language, where it does not follow from the C# type.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DslTypeAttribute(string type) : Attribute
{
    public string Type { get; } = type;
}

/// <summary>What an input or output is, in a sentence for the palette and completion.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class AboutAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
