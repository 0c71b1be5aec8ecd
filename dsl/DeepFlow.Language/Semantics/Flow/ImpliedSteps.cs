using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>
/// A comparison with something missing does not hold. So where a condition holds, the steps whose outputs it compares have run:
/// <c>when labeling.agreement &lt; 95%</c> may go on to use <c>labeling.data</c>.
/// </summary>
internal static class ImpliedSteps
{
    public static IEnumerable<string> Of(ExpressionSyntax condition) => condition switch
    {
        BinarySyntax { Operator: "and" } both => Of(both.Left).Concat(Of(both.Right)),
        BinarySyntax { Operator: "<" or "<=" or ">" or ">=" or "==" } comparison => Compared(comparison.Left, comparison.Right)
            .Concat(Compared(comparison.Right, comparison.Left)),
        _ => [],
    };

    private static IEnumerable<string> Compared(ExpressionSyntax side, ExpressionSyntax other)
    {
        if (side is not MemberSyntax { Target: NameExpressionSyntax step, Name.Text: var output } || output == "iteration")
        {
            // Deeper members (step.output.field) are missing where the step is.
            return side is MemberSyntax { Target: MemberSyntax inner } ? Compared(inner, other) : [];
        }

        // An outcome is there before outputs are; only some outcomes come with outputs. `x == missing` proves nothing.
        var provesOutputs = output != "outcome"
            ? other is not MissingValueSyntax and not MemberSyntax
            : other is NameExpressionSyntax { Name.Text: not ("failed" or "timeout" or "skipped") };
        return provesOutputs ? [step.Name.Text] : [];
    }
}
