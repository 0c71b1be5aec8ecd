using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
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
            Locals = dataset is null ? NameScope.Empty : NameScope.Of(ItemNames(dataset)),
            MayKnowMore = dataset is null,
            Owner = dataset is null ? $"a rule over `{predicate.Over}`" : $"a rule over an item of `{dataset.Name}`",
        };
        var condition = new ExpressionBinder(rule).BindCondition(syntax);
        return new Bound(new Quote(condition.Value), predicate, syntax.Span);
    }

    /// <summary>Several named conditions over names that the activity provides: <c>alarms: { drift: psi > 0.2 }</c>.</summary>
    public Bound Bind(ExpressionSyntax syntax, RulesType rules)
    {
        if (syntax is not RecordSyntax record)
        {
            if (syntax is not MissingExpressionSyntax)
            {
                context.Report(TypeProblems.RulesExpected(context.At(syntax), [.. rules.Names.Select(name => name.Name)]));
            }

            return ExpressionBinder.Failed(syntax);
        }

        var names = rules.Names.ToDictionary(name => name.Name, name => (Local)new ValueLocal(name.Type), StringComparer.Ordinal);
        var inside = new ExpressionBinder(context with { Locals = NameScope.Of(names), Owner = "a rule of this activity" });
        var fields = new List<Field>();
        foreach (var entry in record.Entries.Where(entry => entry.Name is { IsMissing: false }))
        {
            if (fields.Any(field => field.Name == entry.Name!.Text))
            {
                context.Report(NameProblems.DuplicateName(context.At(entry.Name!), entry.Name!.Text, "a rule of this argument"));
                continue;
            }

            fields.Add(new Field(entry.Name!.Text, new Quote(inside.BindCondition(entry.Value).Value)));
        }

        return new Bound(new RecordOf([.. fields]), rules, syntax.Span);
    }

    /// <summary>What a rule over one item may name: the item itself, its label and its fields.</summary>
    public static Dictionary<string, Local> ItemNames(DatasetSymbol dataset)
    {
        var names = dataset.Fields.ToDictionary(
            field => field.Key,
            field => (Local)new ValueLocal(field.Value, new SymbolInfo(SymbolKind.Field, field.Key, dataset.Name)),
            StringComparer.Ordinal);
        names["item"] = new ValueLocal(DslType.Any);
        if (!dataset.Definition.Labels.IsEmpty)
        {
            names["label"] = new ValueLocal(new EnumType([.. dataset.Definition.Labels.Select(label => label.Name)]));
        }

        return names;
    }
}
