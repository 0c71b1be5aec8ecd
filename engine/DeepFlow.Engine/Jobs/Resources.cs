using System.Globalization;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Jobs;

/// <summary>What a job takes of a machine, or what a machine has.</summary>
/// <param name="Cpu">Thousandths of a core.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="Gpus">Whole GPUs.</param>
public readonly record struct Resources(int Cpu, long Memory, int Gpus)
{
    public static Resources operator +(Resources a, Resources b) => new(a.Cpu + b.Cpu, a.Memory + b.Memory, a.Gpus + b.Gpus);

    public static Resources operator -(Resources a, Resources b) => new(a.Cpu - b.Cpu, a.Memory - b.Memory, a.Gpus - b.Gpus);

    public bool FitsIn(Resources free) => Cpu <= free.Cpu && Memory <= free.Memory && Gpus <= free.Gpus;

    public static string CoresText(int cpu) => cpu == 1000 ? "1 core" : $"{(cpu / 1000.0).ToString("0.###", CultureInfo.InvariantCulture)} cores";

    public static string GpusText(int gpus) => gpus == 1 ? "1 GPU" : $"{gpus} GPUs";

    public static string MemoryText(long memory) => $"{new ByteSize(memory)} of memory";
}
