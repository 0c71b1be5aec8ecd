using DeepFlow.Language.Editing;

namespace DeepFlow.Language.Tests.Editing;

public class WrittenEdgeTests
{
    private const string Program = """
        pipeline p(data: dataset<d>) {
            step first = data_analysis(data: data)
            step wish = data_analysis(data: data) { on failed -> other }
            step look = approval(title: "ok?") {
                on approve -> last
                on reject -> wish | first, max 3
            }
            step other = data_analysis(data: data)
            step more = approval(title: "more?") { on reject -> other, max 2 }
            step last = data_analysis(data: data)
        }

        dataset d { item image(1, 2, 2); label { a, b } }

        """;

    [Theory]
    [InlineData("look", "approve", "last")]
    [InlineData("look", "reject", "wish")]
    [InlineData("more", "reject", "other")]
    public void StepOnAWrittenLine_StandsBetween_AndEveryOtherWayStaysAsItWas(string from, string outcome, string to)
    {
        var before = Drawing.Of(Program);

        var after = before.With(before.Edit(new AddStep(new Placement.OnEdge(from, outcome, to), "n", "data_analysis", [KeyValuePair.Create("data", "data")])));

        Ways(after).Should().BeEquivalentTo(Ways(before).Where(way => way != (from, outcome, to)).Append((from, outcome, "n")).Append(("n", "done", to)));
        after.Errors.Should().BeEmpty();
    }

    [Fact]
    public void StepOnAWrittenLine_WhereNothingElseGoesOn_StandsBehindWhereTheLineBegins()
    {
        var before = Drawing.Of(Program);

        var after = before.With(before.Edit(new AddStep(new Placement.OnEdge("look", "approve", "last"), "n", "data_analysis", [])));

        after.Text.Should().Contain("on approve -> n\n").And.Contain("    }\n    step n = data_analysis() { on done -> last }\n    step other");
    }

    [Fact]
    public void Clauses_AreWritten_AndTakenAway()
    {
        var before = Drawing.Of(Program);
        var drawing = before.With(before.Edit(new SetClause("trigger", "on started")));
        drawing = drawing.With(drawing.Edit(new SetClause("trigger", "on event(\"go\") -> wish")));
        drawing = drawing.With(drawing.Edit(new SetClause("trigger", "on event(\"went\") -> wish", 1)));
        drawing = drawing.With(drawing.Edit(new SetClause("roles", "roles { approval: data_scientist }")));

        drawing.Text.Should().Contain("{\n    on started\n    on event(\"went\") -> wish\n    roles { approval: data_scientist }\n    step first");
        drawing = drawing.With(drawing.Edit(new SetClause("roles", null)));
        drawing = drawing.With(drawing.Edit(new SetClause("trigger", null, 1)));
        drawing.With(drawing.Edit(new SetClause("trigger", null, 0))).Text.Should().Be(Program);
    }

    [Fact]
    public void OutcomeLabel_TakenAway_LeavesNoSettingBehind()
    {
        var before = Drawing.Of(Program);
        var labelled = before.With(before.Edit(new SetOutcomeLabel("more", "approve", "Go on")));

        labelled.Picture.Edges.Should().Contain(edge => edge.From == "more" && edge.Label == "Go on");
        labelled.With(labelled.Edit(new SetOutcomeLabel("more", "approve", null))).Text.Should().Be(Program);
    }

    private static IEnumerable<(string, string, string)> Ways(Drawing drawing) =>
        drawing.Picture.Edges.SelectMany(edge => edge.To.Select(to => (edge.From, edge.Outcome, to)));
}
