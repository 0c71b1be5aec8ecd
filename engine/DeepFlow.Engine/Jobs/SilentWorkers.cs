using DeepFlow.Engine.Nodes;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Engine.Jobs;

/// <summary>Takes jobs from workers that have been silent for a lease.</summary>
internal sealed class SilentWorkers(JobQueue queue, ILogger<SilentWorkers> log) : ILeaderDuty
{
    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task RunAsync(LeaderTerm term, CancellationToken cancellation)
    {
        var lost = await queue.LoseSilentAsync(term, cancellation);
        if (lost > 0) log.LogWarning("{Count} jobs were taken from workers that fell silent.", lost);
    }
}
