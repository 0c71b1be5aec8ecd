using DeepFlow.Learning.Networks;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Tests;

/// <summary>Generated pictures that a small network can learn: each class brightens its own stripe, under seeded noise.</summary>
internal static class Pictures
{
    public const int Side = 8;
    public const int Classes = 4;

    public static ImageItem Item { get; } = new(1, Side, Side);

    public static LabelledTensors Of(int count, int seed)
    {
        var (pixels, labels) = Raw(count, seed);
        return new LabelledTensors($"pictures-{seed}-{count}", pixels, labels, Shape.Of(Item)!);
    }

    public static (byte[] Pixels, int[] Labels) Raw(int count, int seed)
    {
        var random = new Random(seed);
        var pixels = new byte[count * Side * Side];
        var labels = new int[count];
        for (var item = 0; item < count; item++)
        {
            labels[item] = random.Next(Classes);
            for (var pixel = 0; pixel < Side * Side; pixel++)
            {
                var inStripe = pixel / Side / (Side / Classes) == labels[item];
                pixels[(item * Side * Side) + pixel] = (byte)random.Next(inStripe ? 60 : 0, inStripe ? 256 : 160);
            }
        }

        return (pixels, labels);
    }
}
