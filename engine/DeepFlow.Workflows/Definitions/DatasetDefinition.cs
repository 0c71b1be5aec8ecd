using System.Collections.Immutable;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Workflows.Definitions;

/// <summary>A data set as declared: what an item is, its labels, its fields, and what every version of it must satisfy.</summary>
public sealed record DatasetDefinition(string Name, ItemType Item)
{
    public string? Documentation { get; init; }
    public SourceSpan? Span { get; init; }
    /// <summary>In order: the position of a label is the class index that models learn.</summary>
    public ImmutableArray<LabelDefinition> Labels { get; init; } = [];
    public ImmutableArray<FieldDefinition> Fields { get; init; } = [];
    public ImmutableArray<ExpectationDefinition> Expectations { get; init; } = [];
}

/// <param name="Display">As people read it; null: the name.</param>
public sealed record LabelDefinition(string Name, string? Display = null);

/// <param name="MaskedFor">Roles that may not see it; <c>everyone</c> for a field shown to nobody; empty: not masked.</param>
public sealed record FieldDefinition(string Name, string Type, ImmutableArray<string> MaskedFor);

/// <summary>
/// A rule over <c>item</c> and the fields sets single items aside; one over <c>items</c> or <c>labels</c> judges the whole.
/// </summary>
/// <param name="Otherwise">What a broken rule over the whole does; a rule over single items always sets aside.</param>
public sealed record ExpectationDefinition(string Name, Expression Condition, Otherwise Otherwise);

public enum Otherwise { SetAside, Warn, Fail }

/// <summary>What one item is, and what a model takes in.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(ImageItem), "image")]
[JsonDerivedType(typeof(TextItem), "text")]
[JsonDerivedType(typeof(TokensItem), "tokens")]
[JsonDerivedType(typeof(SequenceItem), "sequence")]
public abstract record ItemType;

/// <summary>Bytes 0..255, channel by channel, row by row.</summary>
public sealed record ImageItem(int Channels, int Height, int Width) : ItemType;

public sealed record TextItem : ItemType;

/// <summary>A vector of token counts.</summary>
public sealed record TokensItem(int Size) : ItemType;

/// <summary>Tokens in their order, each a number from 0 to below <paramref name="Vocabulary"/>; shorter texts are filled up to <paramref name="Length"/>.</summary>
public sealed record SequenceItem(int Length, int Vocabulary) : ItemType;
