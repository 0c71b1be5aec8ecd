using DeepFlow.Engine.Postgres;
using Npgsql;

namespace DeepFlow.Engine.Tests.Signals;

public sealed class GatheringTests
{
    [Fact]
    public async Task Questions_AskedWhileAnswersAreOnTheirWay_ShareTheNextOne()
    {
        var (groups, first) = (new List<int>(), new TaskCompletionSource());
        var gathering = new Gathering<int, int>(100, async questions =>
        {
            lock (groups) groups.Add(questions.Count);
            await first.Task;
            return [.. questions.Select(q => q * 2)];
        });

        var answers = Enumerable.Range(0, 50).Select(gathering.AskAsync).ToList();
        first.SetResult();

        (await Task.WhenAll(answers)).Should().Equal(Enumerable.Range(0, 50).Select(q => q * 2));
        groups.Should().Equal([1, 1, 48], "two are served at once, and the rest waits together");
    }

    [Fact]
    public async Task QuestionThatCannotBeAnswered_SpoilsNoOther()
    {
        var hold = new TaskCompletionSource();
        var gathering = new Gathering<int, int>(100, async questions =>
        {
            await hold.Task;
            return questions.Contains(13) ? throw new PostgresException("no such thing", "ERROR", "ERROR", PostgresErrorCodes.InvalidTextRepresentation) : [.. questions];
        });

        var answers = Enumerable.Range(10, 6).ToDictionary(q => q, gathering.AskAsync);
        hold.SetResult();

        await answers[13].Awaiting(a => a).Should().ThrowAsync<PostgresException>();
        foreach (var (question, answer) in answers.Where(a => a.Key != 13)) (await answer).Should().Be(question);
    }
}
