using DeepFlow.Engine.Jobs;

namespace DeepFlow.Engine.Nodes;

/// <summary>What this machine has, or the container that this process runs in.</summary>
public static class Machine
{
    public static Resources Detect() => new(Environment.ProcessorCount * 1000, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, CountGpus());

    /// <summary>NVIDIA's devices; as many of them as <c>CUDA_VISIBLE_DEVICES</c> leaves visible, where it is set.</summary>
    private static int CountGpus()
    {
        var devices = Directory.Exists("/dev")
            ? Directory.EnumerateFiles("/dev", "nvidia*").Count(path => Path.GetFileName(path)["nvidia".Length..] is { Length: > 0 } number && number.All(char.IsAsciiDigit))
            : 0;
        return Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES") is { } visible
            ? Math.Min(devices, visible.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Count(device => device is not ("-1" or "void" or "none")))
            : devices;
    }
}
