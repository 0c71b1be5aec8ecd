using DeepFlow.Learning.Checkpoints;
using DeepFlow.Learning.Networks;
using DeepFlow.Learning.Onnx;
using DeepFlow.Learning.Training;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;

namespace DeepFlow.Learning.Tests.Onnx;

[Collection(Torch.Collection)]
public sealed class OnnxExportTests
{
    public static TheoryData<NetworkDefinition> Definitions => new(SmallNetworks.Normalised, SmallNetworks.RowWise);

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Write_TrainedNetwork_AnswersAsTorchDoes(NetworkDefinition definition)
    {
        using var train = Pictures.Of(300, seed: 1);
        using var trainer = Trainer.Start(definition, new TrainingPlan(1, 32, 5, new Adam(1e-2)), train, train);
        trainer.RunEpoch(default);
        var weights = trainer.Snapshot().Weights;
        var (pixels, _) = Pictures.Raw(17, seed: 9);
        var input = Array.ConvertAll(pixels, pixel => (float)pixel);

        using var session = new InferenceSession(OnnxExport.Write(definition, Safetensors.Read(weights), "test"));
        var answer = Run(session, input, batch: 17);
        var single = Run(session, input[..(Pictures.Side * Pictures.Side)], batch: 1);

        answer[OnnxExport.Scores].Should().HaveCount(17 * Pictures.Classes).And.Equal(TorchScores(definition, weights, input), Within(1e-5f));
        answer[OnnxExport.Probabilities].Take(Pictures.Classes).Sum().Should().BeApproximately(1, 1e-5f);
        single[OnnxExport.Scores].Should().Equal(answer[OnnxExport.Scores].Take(Pictures.Classes), Within(1e-5f));
    }

    private static Func<float, float, bool> Within(float tolerance) => (actual, expected) => Math.Abs(actual - expected) <= tolerance;

    private static float[] TorchScores(NetworkDefinition definition, byte[] weights, float[] input)
    {
        using var scope = torch.NewDisposeScope();
        using var module = Network.Build(definition);
        Safetensors.Load(module, weights);
        module.eval();
        var pixels = torch.tensor(input).view(-1, 1, Pictures.Side, Pictures.Side);
        return module.forward((pixels * definition.Scale.Factor) + definition.Scale.Offset).data<float>().ToArray();
    }

    private static Dictionary<string, float[]> Run(InferenceSession session, float[] input, int batch)
    {
        var tensor = new DenseTensor<float>(input, [batch, 1, Pictures.Side, Pictures.Side]);
        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor(OnnxExport.Input, tensor)]);
        return outputs.ToDictionary(output => output.Name, output => output.AsEnumerable<float>().ToArray());
    }
}
