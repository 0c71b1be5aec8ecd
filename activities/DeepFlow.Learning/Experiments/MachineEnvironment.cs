using System.Reflection;
using System.Runtime.InteropServices;
using DeepFlow.Learning.Training;
using TorchSharp;

namespace DeepFlow.Learning.Experiments;

/// <summary>What besides code, data and seed decides a training's numbers to the last bit.</summary>
public sealed record MachineEnvironment(string DeepFlow, string TorchSharp, string Libtorch, string DotNet, string System, int Threads)
{
    public static MachineEnvironment Current() => new(
        VersionOf(typeof(MachineEnvironment)), VersionOf(typeof(torch)), torch.__version__, RuntimeInformation.FrameworkDescription,
        RuntimeInformation.RuntimeIdentifier, TrainingThread.Threads);

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
