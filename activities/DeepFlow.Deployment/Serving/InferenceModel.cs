using System.Collections.Immutable;
using DeepFlow.Deployment.Packaging;
using DeepFlow.Learning.Onnx;
using DeepFlow.Workflows.Definitions;
using Microsoft.ML.OnnxRuntime;

namespace DeepFlow.Deployment.Serving;

/// <summary>A package's model in ONNX Runtime. May be asked from several threads at once.</summary>
public sealed class InferenceModel : IDisposable
{
    private readonly InferenceSession session;

    /// <exception cref="InvalidDataException">ONNX Runtime cannot load the model.</exception>
    public InferenceModel(ModelPackage package)
    {
        Manifest = package.Manifest;
        // One thread a request: small models gain nothing from more, and requests run side by side anyway.
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        try
        {
            session = new InferenceSession(package.Onnx, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"The model in the package of {package.Manifest.Id} cannot be loaded: {exception.Message}", exception);
        }
    }

    public PackageManifest Manifest { get; }

    public ImageItem Input => Manifest.Input;

    public ImmutableArray<LabelDefinition> Labels => Manifest.Labels;

    /// <summary>Numbers in one item.</summary>
    public int ItemSize => Input.Channels * Input.Height * Input.Width;

    /// <summary>Each item's probability of each label, item by item.</summary>
    /// <param name="pixels">Items one after the other, 0..255; a whole number of items.</param>
    public float[] Probabilities(float[] pixels)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, [pixels.Length / ItemSize, Input.Channels, Input.Height, Input.Width]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, [OnnxExport.Input], [input], [OnnxExport.Probabilities]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose() => session.Dispose();
}
