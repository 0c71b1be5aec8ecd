using System.Security.Cryptography;
using System.Text.Json;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows;

namespace DeepFlow.Learning.Checkpoints;

/// <summary>
/// A checkpoint as one file: a mark, a JSON header with the lengths of the three parts, the parts, and the SHA-256 of
/// everything before it. Torch itself notices a truncated file but not a flipped bit; the sum notices both.
/// </summary>
public static class CheckpointFile
{
    private static readonly byte[] Mark = "DeepFlow checkpoint 1\n"u8.ToArray();

    public static byte[] Write(TrainingCheckpoint checkpoint)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new Header(checkpoint.Network, checkpoint.Plan, checkpoint.Progress,
                checkpoint.Weights.Length, checkpoint.Optimizer.Length, checkpoint.RandomState.Length),
            DeepFlowJson.Options);
        byte[] body =
        [
            .. Mark, .. BitConverter.GetBytes(header.Length), .. header,
            .. checkpoint.Weights, .. checkpoint.Optimizer, .. checkpoint.RandomState,
        ];
        return [.. body, .. SHA256.HashData(body)];
    }

    /// <exception cref="InvalidDataException">The file is no checkpoint, was cut short, or was altered.</exception>
    public static TrainingCheckpoint Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Mark))
        {
            throw new InvalidDataException("this is no checkpoint: its first bytes are not a checkpoint's");
        }

        var end = file.Length - SHA256.HashSizeInBytes;
        if (end < Mark.Length + sizeof(int) || !SHA256.HashData(file[..end]).AsSpan().SequenceEqual(file[end..]))
        {
            throw new InvalidDataException("the checkpoint was cut short or altered: its SHA-256 does not match");
        }

        var headerStart = Mark.Length + sizeof(int);
        var headerLength = BitConverter.ToInt32(file[Mark.Length..]);
        var header = JsonSerializer.Deserialize<Header>(file.Slice(headerStart, headerLength), DeepFlowJson.Options)!;
        var weights = headerStart + headerLength;
        var optimizer = weights + header.WeightsLength;
        var random = optimizer + header.OptimizerLength;
        return new TrainingCheckpoint(header.Network, header.Plan, header.Progress,
            file[weights..optimizer].ToArray(), file[optimizer..random].ToArray(), file[random..end].ToArray());
    }

    private sealed record Header(
        NetworkDefinition Network, TrainingPlan Plan, TrainingProgress Progress, int WeightsLength, int OptimizerLength, int RandomStateLength);
}
