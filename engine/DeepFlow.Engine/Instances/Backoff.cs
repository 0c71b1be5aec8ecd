using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Engine.Instances;

/// <summary>How long to wait before another attempt: doubling from the first delay to the last, with up to a quarter of jitter.</summary>
public static class Backoff
{
    /// <param name="failures">How many attempts have failed, from 1.</param>
    /// <param name="job">Seeds the jitter, so that the delay is a function of its arguments and jobs that failed together come back apart.</param>
    public static TimeSpan Delay(RetrySetting setting, int failures, Guid job)
    {
        var doubled = setting.BackoffFrom * Math.Pow(2, Math.Min(failures - 1, 30));
        var capped = doubled < setting.BackoffTo ? doubled : setting.BackoffTo;
        var jitter = new Random(BitConverter.ToInt32(job.ToByteArray(), 8) ^ failures).NextDouble();
        return capped * (1 - 0.25 * jitter);
    }
}
