using System.Collections.Concurrent;

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
            foreach (var piece in work.GetConsumingEnumerable())
            {
                piece();
            }
        }) { IsBackground = true, Name = "training" };
        thread.Start();
    }

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
