using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Activities;

/// <summary>Every activity's signature: what the compiler checks against and the palette shows. Generated from the code, checked in as <c>activities/catalog.json</c>.</summary>
public sealed record ActivityCatalog
{
    public ImmutableArray<ActivitySignature> Activities { get; init; } = [];
    public ImmutableArray<ConstructorFamily> Families { get; init; } = [];

    public ActivitySignature? Find(string name) => Activities.FirstOrDefault(a => a.Name == name);
    public ConstructorFamily? Family(string name) => Families.FirstOrDefault(f => f.Name == name);

    public static ActivityCatalog FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<ActivityCatalog>(json, DeepFlowJson.Options) ?? throw new JsonException("An empty catalog.");

    public string ToJson() => JsonSerializer.Serialize(this, DeepFlowJson.Indented) + "\n";
}

public sealed record ActivitySignature(string Name, int Version, ActivityKind Kind, Stage Stage, string Role, string Summary)
{
    public bool Isolated { get; init; }
    public ImmutableArray<InputSignature> Inputs { get; init; } = [];
    public ImmutableArray<OutputSignature> Outputs { get; init; } = [];
    public ImmutableArray<OutcomeSignature> Outcomes { get; init; } = [];
    public bool OpenOutcomes { get; init; }
}

/// <param name="Type">A type in its text form; an optional one (<c>T?</c>) need not be given.</param>
/// <param name="Default">The value where the argument is left out; missing and no <c>?</c>: the argument is required.</param>
/// <param name="Minimum">The least value allowed, for numbers.</param>
/// <param name="Maximum">The greatest value allowed, for numbers.</param>
public sealed record InputSignature(string Name, string Type, Value? Default = null, string? Summary = null, double? Minimum = null, double? Maximum = null)
{
    public bool Required => Default is null or MissingValue && !Type.EndsWith('?');

    /// <summary>The argument is a record whose keys are outcomes of the step, as those of <c>alarms</c> are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Outcomes { get; init; }
}

public sealed record OutputSignature(string Name, string Type, string? Summary = null);

public sealed record OutcomeSignature(string Name, bool Continues, string? Label = null);

/// <summary>A type whose values are made by named constructors: <c>search</c> by <c>asha(...)</c>. The family <c>layer</c> holds the layers of models.</summary>
public sealed record ConstructorFamily(string Name, ImmutableArray<ConstructorSignature> Constructors);

public sealed record ConstructorSignature(string Tag, ImmutableArray<InputSignature> Inputs, string? Summary = null);
