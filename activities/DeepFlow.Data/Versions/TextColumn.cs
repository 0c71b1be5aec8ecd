using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Objects;

namespace DeepFlow.Data.Versions;

/// <summary>A column of texts of which few are distinct: labels, or a field such as the part that an item came from.</summary>
/// <param name="Values">The distinct texts; for labels, all that are declared, in order.</param>
/// <param name="Codes">For each row the position of its text in <paramref name="Values"/>, or -1 where it has none.</param>
public sealed record TextColumn(ImmutableArray<string> Values, int[] Codes)
{
    public const int None = -1;

    public int Count => Codes.Length;

    /// <summary>The text of a row, or null.</summary>
    public string? this[int row] => Codes[row] == None ? null : Values[Codes[row]];

    /// <summary>How many of the rows have each of the values.</summary>
    public ImmutableArray<int> CountOf(ReadOnlySpan<int> rows)
    {
        var counts = new int[Values.Length];
        foreach (var row in rows)
        {
            if (Codes[row] != None)
            {
                counts[Codes[row]]++;
            }
        }

        return [.. counts];
    }

    /// <summary>Stored as the length of a JSON list of the values, that list, and the codes as 32-bit integers, all little-endian.</summary>
    public Task<string> WriteAsync(ObjectStore objects, CancellationToken cancellation)
    {
        var values = JsonSerializer.SerializeToUtf8Bytes(Values, DeepFlowJson.Options);
        var bytes = new byte[4 + values.Length + (4 * Codes.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, values.Length);
        values.CopyTo(bytes, 4);
        RowList.Encode(Codes, bytes.AsSpan(4 + values.Length));
        return objects.PutAsync(bytes, cancellation);
    }

    public static async Task<TextColumn> ReadAsync(ObjectStore objects, string hash, CancellationToken cancellation)
    {
        var bytes = await objects.ReadAsync(hash, cancellation);
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        var values = JsonSerializer.Deserialize<ImmutableArray<string>>(bytes.AsSpan(4, length), DeepFlowJson.Options);
        return new TextColumn(values, RowList.Decode(bytes.AsSpan(4 + length)));
    }

    /// <summary>The columns one after another, as one over the values of all of them.</summary>
    public static TextColumn Concat(IReadOnlyList<TextColumn> columns)
    {
        if (columns is [var only])
        {
            return only;
        }

        var values = columns.SelectMany(column => column.Values).Distinct(StringComparer.Ordinal).ToImmutableArray();
        var positions = values.Select((value, position) => (value, position)).ToDictionary(v => v.value, v => v.position, StringComparer.Ordinal);
        var codes = new List<int>(columns.Sum(column => column.Count));
        foreach (var column in columns)
        {
            var renamed = column.Values.Select(value => positions[value]).ToArray();
            foreach (var code in column.Codes)
            {
                codes.Add(code == None ? None : renamed[code]);
            }
        }

        return new TextColumn(values, [.. codes]);
    }
}
