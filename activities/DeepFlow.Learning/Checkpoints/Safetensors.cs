using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Checkpoints;

/// <summary>
/// Weights in the safetensors format: a JSON table of names, types, shapes and places, then the raw numbers.
/// Other tools read it as it is.
/// </summary>
public static class Safetensors
{
    private const int LengthBytes = sizeof(long);

    /// <summary>Parameters and buffers of a module, in its own order. Only 32-bit floats occur in our layers.</summary>
    public static byte[] Write(nn.Module module)
    {
        using var scope = NewDisposeScope();
        var tensors = module.state_dict();
        var offset = 0L;
        var table = new Dictionary<string, Entry>();
        foreach (var (name, value) in tensors)
        {
            if (value.dtype != ScalarType.Float32)
            {
                throw new NotSupportedException($"{name} holds {value.dtype}; weights are written as Float32 only");
            }

            var length = value.numel() * sizeof(float);
            table.Add(name, new Entry("F32", value.shape, [offset, offset + length]));
            offset += length;
        }

        var header = JsonSerializer.SerializeToUtf8Bytes(table, Format);
        var file = new byte[LengthBytes + header.Length + offset];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        header.CopyTo(file, LengthBytes);
        var body = file.AsSpan(LengthBytes + header.Length);
        foreach (var (name, value) in tensors)
        {
            value.detach().cpu().contiguous().bytes.CopyTo(body[(int)table[name].DataOffsets[0]..]);
        }

        return file;
    }

    /// <summary>Fills a module with the weights of a file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or belongs to another network.</exception>
    public static void Load(nn.Module module, byte[] file)
    {
        using var scope = NewDisposeScope();
        using var fixedWeights = no_grad();
        var weights = Read(file).ToDictionary(weight => weight.Name);
        var tensors = module.state_dict();
        if (!tensors.Keys.ToHashSet().SetEquals(weights.Keys))
        {
            throw new InvalidDataException(
                $"the weights are of another network: they name {string.Join(", ", weights.Keys.Order())}; the network has {string.Join(", ", tensors.Keys.Order())}");
        }

        foreach (var (name, target) in tensors)
        {
            var weight = weights[name];
            if (!weight.Shape.SequenceEqual(target.shape))
            {
                throw new InvalidDataException($"{name} has the shape {string.Join("x", weight.Shape)}; the network needs {string.Join("x", target.shape)}");
            }

            target.copy_(tensor(weight.Values, weight.Shape));
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static IReadOnlyList<Weight> Read(byte[] file)
    {
        try
        {
            var headerLength = checked((int)BinaryPrimitives.ReadInt64LittleEndian(file));
            var table = JsonSerializer.Deserialize<Dictionary<string, Entry>>(file.AsSpan(LengthBytes, headerLength), Format)!;
            var body = file.AsMemory(LengthBytes + headerLength);
            return [.. table.Select(entry => WeightOf(entry.Key, entry.Value, body.Span))];
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("the weights file is damaged: its table of contents cannot be read", exception);
        }
    }

    private static Weight WeightOf(string name, Entry entry, ReadOnlySpan<byte> body)
    {
        var bytes = body[(int)entry.DataOffsets[0]..(int)entry.DataOffsets[1]];
        var values = new float[entry.Shape.Aggregate(1L, (product, length) => product * length)];
        if (entry.Dtype != "F32" || bytes.Length != values.Length * sizeof(float))
        {
            throw new InvalidDataException($"the weights file is damaged: {name} is not {values.Length} 32-bit floats");
        }

        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
        return new Weight(name, entry.Shape, values);
    }

    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private sealed record Entry(string Dtype, long[] Shape, long[] DataOffsets);
}
