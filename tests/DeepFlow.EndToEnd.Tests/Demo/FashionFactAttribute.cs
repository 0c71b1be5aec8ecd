namespace DeepFlow.EndToEnd.Tests.Demo;

/// <summary>A fact that runs the demo on the real Fashion-MNIST: in the folder that DEEPFLOW_FASHION_MNIST names, or where Debian's package puts it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FashionFactAttribute : FactAttribute
{
    private const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    public FashionFactAttribute()
    {
        if (Folder is null) Skip = "needs Fashion-MNIST: install dataset-fashion-mnist, or name its folder in DEEPFLOW_FASHION_MNIST";
    }

    public static string? Folder { get; } = new[] { Environment.GetEnvironmentVariable("DEEPFLOW_FASHION_MNIST"), DebianFolder }
        .FirstOrDefault(f => !string.IsNullOrEmpty(f) && File.Exists(Path.Combine(f, "train-images-idx3-ubyte.gz")));
}
