using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>
/// A condition that an activity evaluates itself, over names that it provides: <c>where: part == "train"</c>. It is handed on as a
/// quoted expression, so it sees those names and nothing of the pipeline.
/// </summary>
internal sealed class RuleBinder(ExpressionContext context)
{
    public Bound Bind(ExpressionSyntax syntax, PredicateType predicate)
    {
        var dataset = context.Variables.AnyDataset is { } name ? context.Find<DatasetSymbol>(name) : null;
        var rule = context with
        {
            Locals = dataset is null ? new Dictionary<string, Local>() : ItemNames(dataset),
            MayKnowMore = dataset is null,
            Owner = dataset is null ? $"a rule over `{predicate.Over}`" : $"a rule over an item of `{dataset.Name}`",
        };
        var condition = new ExpressionBinder(rule).BindCondition(syntax);
        return new Bound(new Quote(condition.Value), predicate, syntax.Span);
    }

    /// <summary>What a rule over one item may name: the item itself, its label and its fields.</summary>
    public static Dictionary<string, Local> ItemNames(DatasetSymbol dataset)
    {
        var names = dataset.Fields.ToDictionary(field => field.Key, field => (Local)new ValueLocal(field.Value), StringComparer.Ordinal);
        names["item"] = new ValueLocal(DslType.Any);
        if (!dataset.Definition.Labels.IsEmpty)
        {
            names["label"] = new ValueLocal(new EnumType([.. dataset.Definition.Labels.Select(label => label.Name)]));
        }

        return names;
    }
}
