using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;
using TorchSharp;
using static TorchSharp.torch;

namespace DeepFlow.Learning.Training;

/// <summary>Where a network computes: the processor, or one of the machine's GPUs.</summary>
/// <param name="Gpu">Its number on the machine; null: the processor.</param>
public readonly record struct TrainingDevice(int? Gpu)
{
    public static TrainingDevice Processor { get; } = new(null);

    /// <summary>The first GPU that the job was given, and never another: the machine's other ones belong to other jobs.</summary>
    /// <param name="granted">The numbers of the GPUs that are the job's.</param>
    /// <param name="usable">How many GPUs torch can use here; 0: its build or the machine has none.</param>
    /// <param name="required">The step needs a GPU, rather than prefers one.</param>
    /// <exception cref="ActivityFailureException"><c>gpu_not_usable</c>: the step needs the GPU that it was given, and torch cannot use it.</exception>
    public static TrainingDevice Of(ImmutableArray<int> granted, int usable, bool required)
    {
        if (granted.IsDefaultOrEmpty)
        {
            return Processor;
        }

        if (granted[0] < usable)
        {
            return new TrainingDevice(granted[0]);
        }

        return required
            ? throw new ActivityFailureException(
                "gpu_not_usable", $"The step needs a GPU and was given number {granted[0]}, but torch can use {usable} here: install its build for CUDA, or let the step prefer a GPU instead.", retryable: false)
            : Processor;
    }

    /// <summary>Of a job, on this machine.</summary>
    public static TrainingDevice Of(ActivityContext context)
    {
        if (context.Gpus.IsDefaultOrEmpty)
        {
            return Processor;
        }

        var device = Of(context.Gpus, cuda.is_available() ? cuda.device_count() : 0, context.Settings.Needs is { Preferred: false, Gpu: > 0 });
        context.Log(device.Gpu is { } gpu ? $"Computes on GPU {gpu}." : $"Computes on the processor: torch has no use of GPU {context.Gpus[0]} here.");
        return device;
    }

    /// <summary>The tensor there; itself where it is there already.</summary>
    internal Tensor Place(Tensor tensor) => Gpu is { } gpu ? tensor.to(DeviceType.CUDA, gpu) : tensor;

    internal void Place(nn.Module module)
    {
        if (Gpu is { } gpu)
        {
            module.to(DeviceType.CUDA, gpu);
        }
    }
}
