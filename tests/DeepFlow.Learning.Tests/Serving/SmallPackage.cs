using DeepFlow.Deployment.Packaging;
using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Onnx;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Learning.Tests.Serving;

/// <summary>A package of a network that learned <see cref="Pictures"/>.</summary>
internal static class SmallPackage
{
    private static readonly Lazy<ModelPackage> Trained = new(Train);

    public static ModelPackage Package => Trained.Value;

    private static ModelPackage Train()
    {
        using var train = Pictures.Of(800, seed: 1);
        using var trainer = Trainer.Start(SmallNetworks.Normalised, new TrainingPlan(3, 32, 5, new Adam(3e-3)), train, train);
        for (var epoch = 0; epoch < 3; epoch++) trainer.RunEpoch(default);
        var onnx = OnnxExport.Write(SmallNetworks.Normalised, Safetensors.Read(trainer.Snapshot().Weights), "stripes");
        return new ModelPackage(
            new PackageManifest("stripes", 3, "stripes@3", Pictures.Item, [new("first", "The first"), new("second"), new("third"), new("fourth")]), onnx);
    }
}
