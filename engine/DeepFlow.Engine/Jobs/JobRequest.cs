using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Jobs;

/// <summary>What a job asks of the node that runs it.</summary>
/// <param name="Pool">Only nodes that serve this pool run it.</param>
/// <param name="Needs">What the node must have free.</param>
/// <param name="WishedGpus">GPUs that it gets where they are free, and can do without.</param>
public sealed record JobRequest(string Pool, Resources Needs, int WishedGpus)
{
    /// <summary>The pool of jobs and nodes that name none.</summary>
    public const string UsualPool = "default";

    /// <summary>Of a step that says nothing: one core.</summary>
    public const int UsualCpu = 1000;

    /// <summary>A turn is short and computes next to nothing: it is not to wait behind the parts that wait for it.</summary>
    public static JobRequest OfCoordinator(StepSettings settings) => new(Of(settings).Pool, new(0, 0, 0), 0);

    /// <summary><c>needs</c> is reserved as it stands; of <c>prefers</c> only the GPUs count, for cores and memory that are merely preferred need no reservation.</summary>
    public static JobRequest Of(StepSettings settings) => settings.Needs switch
    {
        null => new(UsualPool, new(UsualCpu, 0, 0), 0),
        { Preferred: true } wish => new(UsualPool, new(UsualCpu, 0, 0), wish.Gpu ?? 0),
        var needs => new(
            needs.Pool ?? UsualPool,
            new(needs.Cpu is { } cores ? (int)Math.Ceiling(cores * 1000) : UsualCpu, needs.Memory?.Bytes ?? 0, needs.Gpu ?? 0), 0),
    };
}
