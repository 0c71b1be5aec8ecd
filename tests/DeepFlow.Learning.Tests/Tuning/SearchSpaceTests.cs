using System.Collections.Immutable;
using DeepFlow.Learning.Tuning;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Tests.Tuning;

public sealed class SearchSpaceTests
{
    private static readonly ImmutableSortedDictionary<string, SearchRange> Space = ImmutableSortedDictionary<string, SearchRange>.Empty
        .Add("hidden", new IntRange(new(32, 34)))
        .Add("drop", new UniformRange(new(0.1, 0.3)))
        .Add("lr", new LogRange(new(1e-4, 1e-2)))
        .Add("kind", new Choice([Value.Of("a"), Value.Of("b")]));

    [Fact]
    public void Draw_ManyTrials_StaysInsideAndReachesEverything()
    {
        var drawn = Enumerable.Range(0, 1000).Select(trial => SearchSpace.Draw(Space, 42, trial)).ToList();

        drawn.Select(fields => ((IntValue)fields["hidden"]).Value).Distinct().Order().Should().Equal(32, 33, 34);
        drawn.Select(fields => fields["kind"].ToText()).Distinct().Order().Should().Equal("a", "b");
        drawn.Select(fields => ((FloatValue)fields["drop"]).Value).Should().OnlyContain(value => value >= 0.1 && value < 0.3);
        drawn.Select(fields => ((FloatValue)fields["lr"]).Value).Should().OnlyContain(value => value >= 1e-4 && value < 1e-2);
        drawn.Count(fields => ((FloatValue)fields["lr"]).Value < 1e-3).Should().BeInRange(430, 570, "half of the two orders of magnitude");
    }

    [Fact]
    public void Draw_FieldAdded_LeavesTheOthers()
    {
        var without = SearchSpace.Draw(Space.Remove("kind"), 42, 3);

        SearchSpace.Draw(Space, 42, 3).Should().Contain(without);
    }

    [Fact]
    public void Check_EmptyRange_NamesTheField() =>
        FluentActions.Invoking(() => SearchSpace.Check(Space.SetItem("lr", new LogRange(new(0, 1)))))
            .Should().Throw<ActivityFailureException>().WithMessage("No value of lr can be tried: a logarithmic range lies above zero.");
}
