using System.Collections.Immutable;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Tests.Semantics;

/// <summary>An expression has no loops and no recursion, so a run cannot be made to spend more than its text and its values allow.</summary>
public class EvaluationBoundsTests
{
    [Fact]
    public void Text_AddedToItselfAgainAndAgain_StaysBelowTheLongestText()
    {
        Value text = Value.Of("0123456789");
        for (var round = 0; round < 64 && !text.IsMissing; round++)
        {
            text = Evaluator.Evaluate(Sum(new Name("x"), new Name("x")), Of(text));
            (text.IsMissing || text is TextValue { Value.Length: <= Evaluator.LongestText }).Should().BeTrue();
        }

        text.IsMissing.Should().BeTrue("a text that would be too long is none");
    }

    [Fact]
    public void List_AddedToItselfAgainAndAgain_StaysBelowTheLongestList()
    {
        Value list = Value.List([Value.Of(1), Value.Of(2)]);
        for (var round = 0; round < 64 && !list.IsMissing; round++)
        {
            list = Evaluator.Evaluate(Sum(new Name("x"), new Name("x")), Of(list));
            (list.IsMissing || list is ListValue { Items.Length: <= Evaluator.LongestList }).Should().BeTrue();
        }

        list.IsMissing.Should().BeTrue("a list that would be too long is none");
    }

    [Fact]
    public void Interpolation_OfManyLongTexts_IsCutAtTheLongestText()
    {
        var part = new Literal(Value.Of(new string('x', Evaluator.LongestText)));

        var text = Evaluator.Evaluate(new Interpolation([.. Enumerable.Repeat<Expression>(part, 100)]), Scope.Empty);

        text.Should().BeOfType<TextValue>().Which.Value.Length.Should().Be(Evaluator.LongestText);
    }

    [Fact]
    public void Cost_OfAnExpression_GrowsInLineWithItsSize()
    {
        Allocated(2_000).Should().BeLessThan(3 * Allocated(1_000), "twice the operands cost about twice as much");

        static long Allocated(int operands)
        {
            var expression = Enumerable.Range(0, operands).Select(i => (Expression)new Literal(Value.Of(i))).Aggregate((a, b) => Sum(a, b));
            Evaluator.Evaluate(expression, Scope.Empty);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Evaluator.Evaluate(expression, Scope.Empty);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Pattern_ThatWouldBacktrackForEver_AnswersInLinearTime()
    {
        var matches = new Call("matches", [new Literal(Value.Of(new string('a', 100_000) + "!")), new Literal(Value.Of("^(a+)+$"))]);

        Evaluator.Evaluate(matches, Scope.Empty).Should().BeOneOf(Value.Of(false), Value.Missing);
    }

    private static Binary Sum(Expression left, Expression right) => new(BinaryOperator.Add, left, right);

    private static Scope Of(Value x) => Scope.Of(ImmutableDictionary<string, Value>.Empty.Add("x", x));
}
