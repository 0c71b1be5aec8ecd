using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Objects;

namespace DeepFlow.Data.Versions;

/// <summary>
/// What a version of a data set consists of, as one small object. The items lie in chunks that versions share: splitting,
/// cleaning, validating and labelling write a new manifest and a selection of rows, never the items again.
/// A <b>row</b> is an item's position in the chunks, counted through them from 0.
/// </summary>
/// <param name="Dataset">The data set as it was declared when its items were ingested.</param>
/// <param name="Count">How many items the version has.</param>
public sealed record DataManifest(DatasetDefinition Dataset, int Count)
{
    public int Format { get; init; } = 1;

    /// <summary>What the numbers of an item are.</summary>
    public ElementType Element { get; init; } = ElementType.Byte;

    public ImmutableArray<Chunk> Chunks { get; init; } = [];

    /// <summary>The object with the version's rows, ascending 32-bit integers; null: all rows.</summary>
    public string? Selection { get; init; }

    /// <summary>The column of labels that people or an import gave, over all rows; null: not labelled.</summary>
    public string? Labels { get; init; }

    /// <summary>Rows that earlier steps set aside, with the reason; they stay in the chunks.</summary>
    public ImmutableArray<SetAside> SetAside { get; init; } = [];

    /// <summary>What a room that derives data notes with it, such as the transformation that was applied; null: nothing.</summary>
    public JsonElement? Note { get; init; }

    /// <summary>Numbers of one item.</summary>
    public int Elements => Dataset.Item switch
    {
        ImageItem image => checked(image.Channels * image.Height * image.Width),
        TokensItem tokens => tokens.Size,
        var other => throw new NotSupportedException($"Items of {other.GetType().Name} have no fixed size."),
    };

    /// <summary>Bytes of one item.</summary>
    public int ItemSize => checked(Elements * (Element == ElementType.Float ? sizeof(float) : 1));

    /// <summary>Items in the chunks, selected or not.</summary>
    public int Rows => Chunks.Sum(chunk => chunk.Items);

    /// <returns>The object's hash: equal content has an equal hash, whatever run made it.</returns>
    public Task<string> WriteAsync(ObjectStore objects, CancellationToken cancellation) =>
        objects.PutAsync(JsonSerializer.SerializeToUtf8Bytes(this, DeepFlowJson.Options), cancellation);

    public static async Task<DataManifest> ReadAsync(ObjectStore objects, string hash, CancellationToken cancellation) =>
        JsonSerializer.Deserialize<DataManifest>(await objects.ReadAsync(hash, cancellation), DeepFlowJson.Options)
        ?? throw new JsonException($"The object {hash} is an empty manifest.");
}

/// <summary>What the numbers of an item are: bytes 0..255, or 32-bit floats, little-endian.</summary>
public enum ElementType
{
    Byte,
    Float,
}

/// <summary>A run of items and what is known of each, one object a column.</summary>
/// <param name="Bytes">The items, one after another.</param>
/// <param name="Ids">Their <see cref="ItemId"/>s.</param>
/// <param name="Fields">A <see cref="TextColumn"/> for each field.</param>
/// <param name="SourceLabels">The labels that the source brought along, if it did.</param>
public sealed record Chunk(int Items, string Bytes, string Ids, ImmutableSortedDictionary<string, string> Fields, string? SourceLabels = null);

/// <param name="Reason">For people: <c>exact duplicate</c>, or the name of the expectation that was not met.</param>
/// <param name="Rows">The object with the rows, ascending 32-bit integers.</param>
public sealed record SetAside(string Reason, int Count, string Rows);
