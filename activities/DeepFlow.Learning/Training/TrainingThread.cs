using System.Collections.Concurrent;
using TorchSharp;

namespace DeepFlow.Learning.Training;

/// <summary>
/// One thread on which all torch work of a job runs, piece by piece. Torch keeps its dispose and gradient scopes per
/// thread, so code that awaits inside a scope would go on in another's; a piece of work here has nowhere to await.
/// </summary>
public sealed class TrainingThread : IDisposable
{
    private readonly BlockingCollection<Action> work = [];
    private readonly Thread thread;

    public TrainingThread()
    {
        thread = new Thread(() =>
        {
            torch.set_num_threads(Threads);
            foreach (var piece in work.GetConsumingEnumerable())
            {
                piece();
            }
        })
        { IsBackground = true, Name = "training" };
        thread.Start();
    }

    /// <summary>
    /// How many threads torch computes with: <c>OMP_NUM_THREADS</c>, else 1. The machine's core count would be faster for large
    /// networks only, and another count gives other bits: a training would not be the same elsewhere.
    /// </summary>
    public static int Threads { get; } = int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var given) && given > 0 ? given : 1;

    /// <summary>Runs a piece of work after those before it; what it throws is thrown to who awaits.</summary>
    public Task<T> RunAsync<T>(Func<T> piece)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                completion.SetResult(piece());
            }
            catch (OperationCanceledException exception)
            {
                completion.SetCanceled(exception.CancellationToken);
            }
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
        });
        return completion.Task;
    }

    /// <summary>Waits for the work that was given.</summary>
    public void Dispose()
    {
        work.CompleteAdding();
        thread.Join();
        work.Dispose();
    }
}
