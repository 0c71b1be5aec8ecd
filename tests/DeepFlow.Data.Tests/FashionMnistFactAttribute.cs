using DeepFlow.Data.Sources;

namespace DeepFlow.Data.Tests;

/// <summary>A fact on the real Fashion-MNIST: in the folder that DEEPFLOW_FASHION_MNIST names, or where Debian's package puts it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FashionMnistFactAttribute : FactAttribute
{
    public FashionMnistFactAttribute()
    {
        if (Folder is null)
        {
            Skip = $"needs Fashion-MNIST: install {FashionMnist.DebianPackage}, or name its folder in DEEPFLOW_FASHION_MNIST";
        }
    }

    public static string? Folder { get; } = new[] { Environment.GetEnvironmentVariable("DEEPFLOW_FASHION_MNIST"), FashionMnist.DebianFolder }
        .FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && FashionMnist.IsIn(folder));
}
