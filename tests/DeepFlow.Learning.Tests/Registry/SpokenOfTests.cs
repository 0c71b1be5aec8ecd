using DeepFlow.Learning.Registry;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Tests.Registry;

public sealed class SpokenOfTests
{
    private static readonly Guid Job = Guid.Parse("1526620f-2eb1-853b-b1ac-3d9e77448ef0");

    [Fact]
    public void In_ATextOrAHandle_FindsVersions()
    {
        var input = Value.Record(
            ("title", Value.Of("Promote fashion@3 instead of news-de@12?")),
            ("show", Value.List([
                Value.Record(("job", Value.Of(Job.ToString())), ("epoch", Value.Of(2)), ("model", Value.Of("mlp"))),
                Value.Record(("dataset", Value.Of("fashion")), ("commit", Value.Of("20e704fdb5b31f518e17dddd1f3b4b5c"))),
                Value.Of("measured on fashion@4945587c7188"),
            ])));

        var found = SpokenOf.In(input);

        found.Models.Should().BeEquivalentTo([("fashion", 3), ("news-de", 12)]);
        found.Trainings.Should().Equal(Job);
        found.Tuned.Should().Equal("mlp");
        found.Commits.Should().BeEquivalentTo("20e704fdb5b31f518e17dddd1f3b4b5c", "4945587c7188");
    }

    [Theory]
    [InlineData("write to ada@example.org")]
    [InlineData("@3 and a @ 4")]
    [InlineData("fashion@99999999999")]
    [InlineData("")]
    public void In_WhatOnlyLooksAlike_FindsNothing(string text)
    {
        var found = SpokenOf.In(Value.Of(text));
        (found.Models.IsEmpty && found.Commits.IsEmpty && found.Trainings.IsEmpty).Should().BeTrue();
    }
}
