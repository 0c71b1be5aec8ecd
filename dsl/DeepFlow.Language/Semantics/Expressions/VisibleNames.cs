using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>The names that may be used at a place, as editors complete them.</summary>
internal static class VisibleNames
{
    public static void Record(ExpressionContext context, SyntaxNode statement) =>
        context.Symbols.Facts.Scope(context.At(statement), () =>
            [.. context.Locals.Names.Distinct(StringComparer.Ordinal).Select(name => Of(name, context.Locals.Find(name))).OfType<VisibleName>()]);

    private static VisibleName? Of(string name, Local? local) => local switch
    {
        ValueLocal value => new VisibleName(value.Symbol?.Kind ?? SymbolKind.Field, name, value.Type.ToString(), []),
        StepLocal step => new VisibleName(SymbolKind.Step, name, null, OutputsOf(step), step.Presence != Presence.Never),
        _ => null,
    };

    private static IReadOnlyList<KeyValuePair<string, string>> OutputsOf(StepLocal local) =>
    [
        .. (local.Step.Outputs ?? new Dictionary<string, DslType>()).Select(output =>
        {
            var type = local.Listed?.Invoke(output.Value) ?? output.Value;
            return KeyValuePair.Create(output.Key, (local.Presence == Presence.Sure ? type : TypeRules.Optional(type)).ToString());
        }),
    ];
}
