namespace DeepFlow.Deployment.Packaging;

/// <summary>A package as steps hand it on: a value of the type <c>package</c>.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Object">The package's file in the object store.</param>
/// <param name="Size">In bytes.</param>
public sealed record PackageHandle(string Model, int Version, string Object, long Size)
{
    /// <summary>How the package reads in a text: <c>fashion@3.onnx</c>.</summary>
    public string Id => $"{Model}@{Version}.onnx";
}
