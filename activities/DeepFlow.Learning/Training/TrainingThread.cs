namespace DeepFlow.Learning.Training;

/// <summary>
/// Runs torch work on one thread from start to end. Torch's dispose and gradient scopes are kept per thread, so code that
/// awaits inside one would find another's; here nothing can await.
/// </summary>
public static class TrainingThread
{
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                completion.SetResult(work());
            }
            catch (OperationCanceledException exception)
            {
                completion.SetCanceled(exception.CancellationToken);
            }
            catch (Exception exception)
            {
                completion.SetException(exception);
            }
        }) { IsBackground = true, Name = "training" };
        thread.Start();
        return completion.Task;
    }
}
