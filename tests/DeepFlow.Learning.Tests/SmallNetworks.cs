using DeepFlow.Learning.Networks;
using DeepFlow.Workflows.Models;

namespace DeepFlow.Learning.Tests;

internal static class SmallNetworks
{
    public static NetworkDefinition Normalised { get; } = new(
        Pictures.Item, PixelScale.Unit, [new Flatten(), new Linear(24), new LayerNorm(), new Relu(), new Dropout(0.2), new Linear(Pictures.Classes)]);

    /// <summary>Pixels onto -1..1, and a layer that works on every row of the picture.</summary>
    public static NetworkDefinition RowWise { get; } = new(
        Pictures.Item, new PixelScale(-1, 1), [new LayerNorm(), new Flatten(), new Linear(16), new Relu(), new Linear(Pictures.Classes)]);
}
