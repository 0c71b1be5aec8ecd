using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Engine.Versions;

/// <summary>Which steps a step's expressions name.</summary>
public static class Reads
{
    /// <param name="needed">Only those without which it would get nothing: what stands before a <c>??</c> may be missing.</param>
    public static IEnumerable<string> StepsOf(WorkflowDefinition definition, Node node, bool needed)
    {
        var names = Expressions(node).SelectMany(e => Names(e, needed)).Distinct(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (definition.Find(name) is not null) yield return name;
            else if (definition.Nodes.OfType<ForNode>().FirstOrDefault(f => f.Steps.Contains(name)) is { } around) yield return around.Id;
        }
    }

    private static IEnumerable<Expression> Expressions(Node node) => node switch
    {
        ActivityNode n => n.Arguments.Select(a => a.Value).Concat(When(n.Settings)),
        CallNode n => n.Arguments.Select(a => a.Value).Concat(When(n.Settings)),
        DecisionNode n => [n.Condition],
        ReturnNode n => n.Results.Select(r => r.Value),
        FailNode n => [n.Message],
        SetNode n => [n.Value],
        ForNode n => n.Captures.Select(c => c.Value).Append(n.List),
        _ => [],
    };

    private static IEnumerable<Expression> When(StepSettings settings) => settings.When is { } condition ? [condition] : [];

    private static IEnumerable<string> Names(Expression expression, bool needed) => expression switch
    {
        Name e => [e.Identifier],
        Member e => Names(e.Target, needed),
        Element e => Names(e.Target, needed).Concat(Names(e.Index, needed)),
        Call e => e.Arguments.SelectMany(a => Names(a, needed)),
        Construct e => e.Fields.SelectMany(f => Names(f.Value, needed)),
        ListOf e => e.Items.SelectMany(i => Names(i, needed)),
        RecordOf e => e.Fields.SelectMany(f => Names(f.Value, needed)),
        Interpolation e => e.Parts.SelectMany(p => Names(p, needed)),
        Unary e => Names(e.Operand, needed),
        Binary { Operator: BinaryOperator.Coalesce } e when needed => Names(e.Right, needed),
        Binary e => Names(e.Left, needed).Concat(Names(e.Right, needed)),
        Conditional e => Names(e.Condition, needed).Concat(Names(e.Then, needed)).Concat(Names(e.Else, needed)),
        RangeOf e => Names(e.Low, needed).Concat(Names(e.High, needed)),
        ModelReference e => e.Arguments.SelectMany(a => Names(a.Value, needed)),
        _ => [],
    };
}
