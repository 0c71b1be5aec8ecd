using Npgsql;

namespace DeepFlow.Engine.Postgres;

/// <summary>
/// Gathers what callers ask for at the same time: while an answer is on its way the next questions wait together, and one
/// round trip serves them all. Nobody waits for others who might come.
/// </summary>
/// <param name="largest">How many are served together at most.</param>
/// <param name="serve">Answers all of them, in their order, or none.</param>
internal sealed class Gathering<TQuestion, TAnswer>(int largest, Func<IReadOnlyList<TQuestion>, Task<IReadOnlyList<TAnswer>>> serve)
{
    /// <summary>One computes in the database while another's commit is on its way to the disk.</summary>
    private const int AtOnce = 2;
    private readonly Lock gate = new();
    private readonly Queue<(TQuestion Question, TaskCompletionSource<TAnswer> Answer)> waiting = new();
    private int serving;

    public Task<TAnswer> AskAsync(TQuestion question)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            waiting.Enqueue((question, answer));
            if (serving == AtOnce) return answer.Task;
            serving++;
        }
        _ = ServeAsync(); // every exception goes to those who asked
        return answer.Task;
    }

    private async Task ServeAsync()
    {
        while (Next() is { Length: > 0 } group)
        {
            try { await ServeAsync(group); }
            catch (PostgresException e) when (!e.IsOutage() && group.Length > 1)
            {
                foreach (var one in group) // whoever asks what cannot be answered must not spoil it for the others
                {
                    try { await ServeAsync([one]); }
                    catch (Exception own) { one.Answer.SetException(own); }
                }
            }
            catch (Exception e)
            {
                foreach (var (_, answer) in group) answer.SetException(e);
            }
        }
    }

    private async Task ServeAsync((TQuestion Question, TaskCompletionSource<TAnswer> Answer)[] group)
    {
        var answers = await serve([.. group.Select(g => g.Question)]);
        for (var i = 0; i < group.Length; i++) group[i].Answer.SetResult(answers[i]);
    }

    private (TQuestion Question, TaskCompletionSource<TAnswer> Answer)[] Next()
    {
        lock (gate)
        {
            var group = new List<(TQuestion, TaskCompletionSource<TAnswer>)>();
            while (group.Count < largest && waiting.TryDequeue(out var one)) group.Add(one);
            if (group.Count == 0) serving--;
            return [.. group];
        }
    }
}
