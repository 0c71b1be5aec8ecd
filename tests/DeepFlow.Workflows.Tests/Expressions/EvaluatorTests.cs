using CsCheck;
using DeepFlow.Testing;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Tests.Expressions;

public sealed class EvaluatorTests
{
    private static readonly Scope Names = Scope.Of(new Dictionary<string, Value>
    {
        ["evaluation"] = Value.Record(("accuracy", Value.Of(0.87)), ("interval", new RangeValue(Value.Of(0.86), Value.Of(0.88)))),
        ["items"] = Value.List([Value.Of(3), Value.Of(1), Value.Of(2)]),
        ["name"] = Value.Of("fashion"),
        ["wait"] = Value.Of(TimeSpan.FromHours(2)),
    });

    private static Expression Of(object value) => new Literal(value switch
    {
        int i => Value.Of(i),
        double d => Value.Of(d),
        string s => Value.Of(s),
        bool b => Value.Of(b),
        TimeSpan t => Value.Of(t),
        _ => throw new ArgumentException(value.ToString()),
    });

    private static Value Binary(BinaryOperator op, object left, object right) => Evaluator.Evaluate(new Binary(op, Of(left), Of(right)), Scope.Empty);

    [Theory]
    [InlineData(BinaryOperator.Add, 2, 3, 5L)]
    [InlineData(BinaryOperator.Multiply, 2, 0.5, 1.0)]
    [InlineData(BinaryOperator.Divide, 7, 2, 3.5)]
    [InlineData(BinaryOperator.Add, "a", "b", "ab")]
    [InlineData(BinaryOperator.Less, 1, 1.5, true)]
    [InlineData(BinaryOperator.Equal, 1, 1.0, true)]
    [InlineData(BinaryOperator.Equal, 1, "1", false)]
    [InlineData(BinaryOperator.Less, 1, "2", false)]
    public void Operator_OnTwoValues_Computes(BinaryOperator op, object left, object right, object expected) =>
        Binary(op, left, right).Should().Be(expected switch { long l => Value.Of(l), double d => Value.Of(d), bool b => Value.Of(b), var s => Value.Of((string)s) });

    [Theory]
    [InlineData(BinaryOperator.Divide, 1, 0)]
    [InlineData(BinaryOperator.Divide, 1.0, 0.0)]
    [InlineData(BinaryOperator.Add, int.MaxValue, "x")]
    [InlineData(BinaryOperator.Subtract, "a", "b")]
    public void Operator_WithoutAnAnswer_IsMissing(BinaryOperator op, object left, object right) => Binary(op, left, right).IsMissing.Should().BeTrue();

    [Fact]
    public void Sum_TooLargeForItsKind_IsMissing() =>
        Evaluator.Evaluate(new Binary(BinaryOperator.Add, new Literal(Value.Of(long.MaxValue)), Of(1)), Scope.Empty).IsMissing.Should().BeTrue();

    [Fact]
    public void MemberOfNothing_IsMissing_AndCoalesceHelps()
    {
        var missing = new Member(new Member(new Name("champion"), "version"), "name");
        Evaluator.Evaluate(missing, Names).IsMissing.Should().BeTrue();
        Evaluator.Evaluate(new Binary(BinaryOperator.Coalesce, missing, Of("none")), Names).Should().Be(Value.Of("none"));
    }

    [Fact]
    public void Condition_OnSomethingMissing_DoesNotHold()
    {
        var missing = new Name("nothing");
        Evaluator.IsTrue(new Binary(BinaryOperator.Less, missing, Of(1)), Names).Should().BeFalse();
        Evaluator.IsTrue(new Binary(BinaryOperator.GreaterOrEqual, missing, Of(1)), Names).Should().BeFalse();
        Evaluator.IsTrue(missing, Names).Should().BeFalse();
    }

    [Fact]
    public void And_StopsAtTheFirstThatDoesNotHold() =>
        Evaluator.Evaluate(new Binary(BinaryOperator.And, Of(false), new Name("x")), new Scope(_ => throw new InvalidOperationException())).Should().Be(Value.False);

    [Fact]
    public void Interpolation_ReadsAsPeopleRead() =>
        Evaluator.Evaluate(new Interpolation([Of("accuracy "), new Member(new Name("evaluation"), "accuracy"), Of(" after "), new Name("wait")]), Names).Should().Be(Value.Of("accuracy 0.87 after 2h"));

    [Fact]
    public void In_LooksIntoListsRangesAndTexts()
    {
        Evaluator.IsTrue(new Binary(BinaryOperator.In, Of(2), new Name("items")), Names).Should().BeTrue();
        Evaluator.IsTrue(new Binary(BinaryOperator.In, Of(0.87), new Member(new Name("evaluation"), "interval")), Names).Should().BeTrue();
        Evaluator.IsTrue(new Binary(BinaryOperator.In, Of("ash"), new Name("name")), Names).Should().BeTrue();
    }

    [Theory]
    [InlineData("max", 3L)]
    [InlineData("min", 1L)]
    [InlineData("count", 3L)]
    public void Function_OfAList_Computes(string function, long expected) =>
        Evaluator.Evaluate(new Call(function, [new Name("items")]), Names).Should().Be(Value.Of(expected));

    [Fact]
    public void Matches_WithAPatternThatCannotRun_IsMissing() =>
        Evaluator.Evaluate(new Call("matches", [Of("aaaa"), Of(@"(a+)+\1$")]), Names).IsMissing.Should().BeTrue("back-references cannot run in linear time");

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly Gen<Expression> AnyExpression = Gen.Recursive<Expression>((depth, inner) =>
    {
        var leaf = Gen.OneOf(OneOf<Expression>([.. new[] { "evaluation", "items", "name", "wait", "nothing" }.Select(n => new Name(n))]),
            Gen.Int[-3, 3].Select(i => Of(i)), Gen.Double[-2, 2].Select(d => Of(d)), OneOf("a", "").Select(s => Of(s)), Gen.Bool.Select(b => Of(b)));
        return depth > 4 ? leaf : Gen.OneOf(leaf,
            Gen.Select(Gen.Enum<BinaryOperator>(), inner, inner).Select((op, l, r) => (Expression)new Binary(op, l, r)),
            Gen.Select(OneOf([.. Functions.All.Select(f => f.Name)]), inner).Select((f, a) => (Expression)new Call(f, [a])),
            inner.Select(e => (Expression)new Member(e, "accuracy")), Gen.Select(inner, inner).Select((t, i) => (Expression)new Element(t, i)),
            Gen.Select(inner, inner, inner).Select((c, t, e) => (Expression)new Conditional(c, t, e)), inner.Array[0, 3].Select(i => (Expression)new ListOf([.. i])));
    });

    [Fact]
    public void AnyExpression_HasAValue_AndTheSameOneAgain() =>
        AnyExpression.ForEach(e => Evaluator.Evaluate(e, Names).Equals(Evaluator.Evaluate(e, Names)), times: 5_000);
}
