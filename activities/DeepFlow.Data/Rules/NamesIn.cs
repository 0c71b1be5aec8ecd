using System.Collections.Immutable;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Data.Rules;

/// <summary>The names that an expression could ask for, whichever way it is evaluated.</summary>
internal static class NamesIn
{
    public static ImmutableHashSet<string> Of(Expression expression)
    {
        var names = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        Collect(expression, names);
        return names.ToImmutable();
    }

    private static void Collect(Expression expression, ImmutableHashSet<string>.Builder names)
    {
        if (expression is Name name)
        {
            names.Add(name.Identifier);
        }

        foreach (var part in PartsOf(expression))
        {
            Collect(part, names);
        }
    }

    private static IEnumerable<Expression> PartsOf(Expression expression) => expression switch
    {
        Member e => [e.Target],
        Element e => [e.Target, e.Index],
        Call e => e.Arguments,
        Construct e => e.Fields.Select(field => field.Value),
        ListOf e => e.Items,
        RecordOf e => e.Fields.Select(field => field.Value),
        Interpolation e => e.Parts,
        Unary e => [e.Operand],
        Binary e => [e.Left, e.Right],
        Conditional e => [e.Condition, e.Then, e.Else],
        RangeOf e => [e.Low, e.High],
        ModelReference e => e.Arguments.Select(field => field.Value),
        _ => [],
    };
}
