using DeepFlow.Data.Versions;
using DeepFlow.Learning.Preparing;

namespace DeepFlow.Learning.Tuning;

/// <summary>The data of a tuning, read once by a process that trains several of its trials one after the other.</summary>
public sealed class TrialData(DataReader reader) : IDisposable
{
    private readonly SemaphoreSlim reading = new(1);
    private (string Project, string Train, string Validation) held;
    private (LearningData Train, LearningData Validation)? data;

    internal async Task<(LearningData Train, LearningData Validation)> ReadAsync(string project, DataHandle train, DataHandle validation, CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        try
        {
            if (data is { } known && held == (project, train.Commit, validation.Commit))
            {
                return known;
            }

            // Another tuning may still train on what was held: its tensors go with their last user.
            var read = (await LearningData.ReadAsync(reader, project, train, cancellation), await LearningData.ReadAsync(reader, project, validation, cancellation));
            (held, data) = ((project, train.Commit, validation.Commit), read);
            return read;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose()
    {
        data?.Train.Dispose();
        data?.Validation.Dispose();
        reading.Dispose();
    }
}
