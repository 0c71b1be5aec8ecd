using DeepFlow.Engine.Tasks.Forms;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Engine.Tests.Tasks;

public sealed class FormAnswersTests
{
    private static readonly FormDefinition Requirements = new("requirements",
    [
        new("goal", "text", "What must the model do?", null, null, []),
        new("accuracy", "percent", "Least accuracy", new Literal(Value.Of(0.9)), new RangeOf(new Literal(Value.Of(0.5)), new Literal(Value.Of(1.0))), []),
        new("latency", "duration", null, new Literal(Value.Of(TimeSpan.FromMilliseconds(50))), null, []),
        new("size", "size?", null, null, new RangeOf(new Literal(Value.Of(new ByteSize(1024))), new Literal(Value.Of(new ByteSize(1 << 30)))), []),
        new("risk", "{low, medium, high}", null, new Literal(Value.Of("medium")), null, [new("low"), new("medium"), new("high")]),
        new("deadline", "date?", null, null, null, []),
        new("owners", "list<string>", null, null, null, []),
        new("epochs", "int?", null, null, new RangeOf(new Literal(Value.Of(1)), new Literal(Value.Of(10))), []),
        new("public", "bool?", null, null, null, []),
    ]);

    private static readonly RecordValue Good = Value.Record(("goal", Value.Of("Tell shirts from coats")), ("owners", Value.List([Value.Of("ada")])));

    [Fact]
    public void Answers_LeftOut_TakeTheirDefaults()
    {
        var answers = FormAnswers.Check(Requirements, Good, [], complete: true);
        answers.Problems.Should().BeEmpty();
        answers.Values.Should().Be(Good.With("accuracy", Value.Of(0.9)).With("latency", Value.Of(TimeSpan.FromMilliseconds(50))).With("risk", Value.Of("medium")));
    }

    [Fact]
    public void Answers_AsPeopleWriteThem_AreTyped()
    {
        var given = Good.With("accuracy", Value.Of("95%")).With("latency", Value.Of("2h30m")).With("size", Value.Of("512Mi")).With("deadline", Value.Of("2026-12-24")).With("epochs", Value.Of(3.0));
        var answers = FormAnswers.Check(Requirements, given, [], complete: true);
        answers.Problems.Should().BeEmpty();
        answers.Values.Member("accuracy").Should().Be(Value.Of(0.95));
        answers.Values.Member("latency").Should().Be(Value.Of(TimeSpan.FromMinutes(150)));
        answers.Values.Member("size").Should().Be(Value.Of(new ByteSize(512 << 20)));
        answers.Values.Member("epochs").Should().Be(Value.Of(3));
    }

    [Fact]
    public void Answers_ThatDoNotFit_AreToldFieldByField()
    {
        var given = Value.Record(
            ("accuracy", Value.Of("40%")), ("latency", Value.Of("soon")), ("size", Value.Of(12)), ("risk", Value.Of("none")), ("deadline", Value.Of("24.12.2026")),
            ("owners", Value.List([Value.Of("ada"), Value.Of(7)])), ("epochs", Value.Of(1.5)), ("public", Value.Of("yes")), ("colour", Value.Of("red")));
        var problems = FormAnswers.Check(Requirements, given, [], complete: true).Problems;
        problems.Select(p => $"{p.Field} {p.Code}").Should().BeEquivalentTo(
            "goal missing", "accuracy out_of_bounds", "latency wrong_type", "size out_of_bounds", "risk not_a_choice", "deadline wrong_type", "owners[1] wrong_type", "epochs wrong_type",
            "public wrong_type", "colour unknown_field");
        problems.Single(p => p.Field == "accuracy").Should().Match<Engine.Instances.FieldProblem>(p => p.Allowed == "50%..100%" && p.Detail == "\"Least accuracy\" (accuracy) cannot be 40%; it must lie in 50%..100%.");
        problems.Single(p => p.Field == "risk").Allowed.Should().Be("low, medium, high");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Answer_ThatIsBlank_IsNone(string blank)
    {
        FormAnswers.Check(Requirements, Good.With("goal", Value.Of(blank)), [], complete: true).Problems.Should().ContainSingle(p => p.Field == "goal" && p.Code == "missing");
        FormAnswers.Check(Requirements, Good.With("deadline", Value.Of(blank)), [], complete: true).Problems.Should().BeEmpty();
    }

    [Fact]
    public void Answers_OfADecisionThatLeadsBack_NeedNotBeComplete_ButRight()
    {
        FormAnswers.Check(Requirements, RecordValue.Empty, [], complete: false).Problems.Should().BeEmpty();
        FormAnswers.Check(Requirements, Value.Record(("epochs", Value.Of(11))), [], complete: false).Problems.Should().ContainSingle(p => p.Code == "out_of_bounds");
    }

    [Fact]
    public void Answers_ForOutputsOfTheActivity_AreTaken() =>
        FormAnswers.Check(Requirements, Good.With("chosen", Value.Of("x")), ["chosen"], complete: true).Problems.Should().BeEmpty();

    [Fact]
    public void Form_AsItIsDrawn_HoldsNoExpressions()
    {
        var view = FormView.Of(Requirements);
        view.Fields.Single(f => f.Name == "accuracy").Should().Match<FormFieldView>(f => !f.Required && f.Default == Value.Of(0.9) && f.Least == Value.Of(0.5) && f.Most == Value.Of(1.0));
        view.Fields.Single(f => f.Name == "deadline").Should().Match<FormFieldView>(f => !f.Required && f.Type == "date");
        view.Fields.Single(f => f.Name == "goal").Required.Should().BeTrue();
    }
}
