using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Onnx;
using DeepFlow.Learning.Training;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;

namespace DeepFlow.Learning.Tests.Onnx;

[Collection(Torch.Collection)]
public sealed class OnnxExportTests
{
    [Theory]
    [MemberData(nameof(SmallNetworks.Names), MemberType = typeof(SmallNetworks))]
    public void Write_TrainedNetwork_AnswersAsTorchDoes(string name)
    {
        var definition = SmallNetworks.All[name];
        using var train = SmallNetworks.Data(definition, 300, seed: 1);
        using var trainer = Trainer.Start(definition, new TrainingPlan(1, 32, 5, new Adam(1e-2)), train, train);
        trainer.RunEpoch(default);
        var weights = trainer.Snapshot().Weights;
        var input = Input(definition, items: 17);

        using var session = new InferenceSession(OnnxExport.Write(definition, Safetensors.Read(weights), "test"));
        var answer = Run(session, definition, input);
        var single = Run(session, definition, input[..(int)definition.InputShape.Size]);

        answer[OnnxExport.Scores].Should().HaveCount(17 * definition.Classes).And.Equal(TorchScores(definition, weights, input), Within(1e-4f));
        answer[OnnxExport.Probabilities].Take(definition.Classes).Sum().Should().BeApproximately(1, 1e-4f);
        single[OnnxExport.Scores].Should().Equal(answer[OnnxExport.Scores].Take(definition.Classes), Within(1e-4f));
    }

    [Fact]
    public void Networks_ThatAreExported_HoldEveryLayer() =>
        SmallNetworks.All.Values.SelectMany(network => network.Layers).SelectMany(WithInner).Select(layer => layer.Tag).Distinct()
            .Should().BeEquivalentTo(CatalogBuilder.Build([]).Family("layer")!.Constructors.Select(constructor => constructor.Tag));

    private static IEnumerable<Layer> WithInner(Layer layer) => layer is LayerGroup group ? group.Layers.SelectMany(WithInner).Prepend(layer) : [layer];

    private static float[] Input(NetworkDefinition definition, int items) => definition.Input is SequenceItem
        ? Array.ConvertAll(Sequences.Raw(items, seed: 9).Tokens, token => (float)token)
        : Array.ConvertAll(Pictures.Raw(items, seed: 9).Pixels, pixel => (float)pixel);

    private static Func<float, float, bool> Within(float tolerance) => (actual, expected) => Math.Abs(actual - expected) <= tolerance;

    private static float[] TorchScores(NetworkDefinition definition, byte[] weights, float[] input)
    {
        using var scope = torch.NewDisposeScope();
        using var module = Network.Build(definition);
        Safetensors.Load(module, weights);
        module.eval();
        var items = torch.tensor(input).view([-1, .. definition.InputShape.Dimensions.Select(size => (long)size)]);
        var scaled = definition.Scale is { } scale ? (items * scale.Factor) + scale.Offset : items.to_type(torch.int64);
        return module.forward(scaled).data<float>().ToArray();
    }

    private static Dictionary<string, float[]> Run(InferenceSession session, NetworkDefinition definition, float[] input)
    {
        int[] shape = [input.Length / (int)definition.InputShape.Size, .. definition.InputShape.Dimensions];
        var given = definition.Input is SequenceItem
            ? NamedOnnxValue.CreateFromTensor(OnnxExport.Tokens, new DenseTensor<long>(Array.ConvertAll(input, token => (long)token), shape))
            : NamedOnnxValue.CreateFromTensor(OnnxExport.Input, new DenseTensor<float>(input, shape));
        using var outputs = session.Run([given]);
        return outputs.ToDictionary(output => output.Name, output => output.AsEnumerable<float>().ToArray());
    }
}
