using DeepFlow.Learning.Networks;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Tests;

/// <summary>Generated sequences that only order tells apart: two marks under seeded noise, and the class says which of them comes first.</summary>
internal static class Sequences
{
    public const int Length = 10;
    public const int Classes = 2;
    private const int Noise = 8;

    public static SequenceItem Item { get; } = new(Length, Noise + 2);

    public static LabelledTensors Of(int count, int seed)
    {
        var (tokens, labels) = Raw(count, seed);
        return new LabelledTensors($"sequences-{seed}-{count}", tokens, labels, Shape.Of(Item)!);
    }

    public static (int[] Tokens, int[] Labels) Raw(int count, int seed)
    {
        var random = new Random(seed);
        var tokens = new int[count * Length];
        var labels = new int[count];
        for (var item = 0; item < count; item++)
        {
            var sequence = tokens.AsSpan(item * Length, Length);
            foreach (ref var token in sequence)
            {
                token = random.Next(Noise);
            }

            var first = random.Next(Length - 1);
            labels[item] = random.Next(Classes);
            sequence[first] = Noise + labels[item];
            sequence[random.Next(first + 1, Length)] = Noise + 1 - labels[item];
        }

        return (tokens, labels);
    }
}
