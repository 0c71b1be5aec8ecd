using System.Collections.Immutable;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>Binds a data set: item, labels, fields, and what every version of it must satisfy.</summary>
internal sealed class DatasetBinder(SymbolTable symbols, TypeBinder types, DiagnosticBag problems)
{
    private static readonly string[] Reserved = ["item", "items", "label", "labels"];

    public void Bind(DatasetSymbol dataset)
    {
        var file = dataset.File;
        var members = dataset.Declaration.Members;
        ReportSecond(file, members.OfType<ItemSyntax>(), "item");
        ReportSecond(file, members.OfType<LabelsSyntax>(), "label");
        if (!members.OfType<ItemSyntax>().Any())
        {
            problems.Add(TypeProblems.ItemMissing(file.At(dataset.Declaration.Name), dataset.Name));
        }

        var item = members.OfType<ItemSyntax>().Select(syntax => ItemBinder.Bind(file, syntax.Kind, syntax.Arguments, problems)).FirstOrDefault();
        var labels = BindLabels(file, dataset.Name, members.OfType<LabelsSyntax>().FirstOrDefault()?.Members ?? []);
        var (fields, fieldTypes) = BindFields(file, dataset.Name, members.OfType<FieldSyntax>());
        dataset.Fields = fieldTypes;
        dataset.Definition = new DatasetDefinition(dataset.Name, item ?? new TextItem())
        {
            Documentation = dataset.Declaration.Doc,
            Span = file.SpanOf(dataset.Declaration),
            Labels = labels,
            Fields = fields,
        };
        dataset.Definition = dataset.Definition with { Expectations = BindExpectations(dataset, members.OfType<ExpectSyntax>()) };
    }

    private void ReportSecond<T>(ProgramFile file, IEnumerable<T> members, string what)
        where T : DatasetMemberSyntax
    {
        if (members.Skip(1).FirstOrDefault() is { } second)
        {
            problems.Add(NameProblems.DuplicateName(file.At(second), what, "a member of this data set"));
        }
    }

    private ImmutableArray<LabelDefinition> BindLabels(ProgramFile file, string dataset, IReadOnlyList<EnumMemberSyntax> members)
    {
        var labels = ImmutableArray.CreateBuilder<LabelDefinition>();
        foreach (var member in members.Where(member => !member.Name.IsMissing))
        {
            if (labels.Any(label => label.Name == member.Name.Text))
            {
                problems.Add(NameProblems.DuplicateName(file.At(member.Name), member.Name.Text, "a label"));
                continue;
            }

            symbols.Facts.Declare(SymbolFacts.Inside(file, SymbolKind.Label, dataset, member.Name, member, doc: member.Label));
            labels.Add(new LabelDefinition(member.Name.Text, member.Label));
        }

        return labels.ToImmutable();
    }

    private (ImmutableArray<FieldDefinition> Fields, Dictionary<string, DslType> Types) BindFields(ProgramFile file, string dataset, IEnumerable<FieldSyntax> syntax)
    {
        var fields = ImmutableArray.CreateBuilder<FieldDefinition>();
        var fieldTypes = new Dictionary<string, DslType>(StringComparer.Ordinal);
        foreach (var field in syntax.Where(field => !field.Name.IsMissing))
        {
            var type = types.Bind(file, field.Type);
            if (Reserved.Contains(field.Name.Text) || !fieldTypes.TryAdd(field.Name.Text, type))
            {
                problems.Add(NameProblems.DuplicateName(file.At(field.Name), field.Name.Text, "a name in this data set's rules"));
                continue;
            }

            symbols.Facts.Declare(SymbolFacts.Inside(file, SymbolKind.Field, dataset, field.Name, field, type.ToString()));
            foreach (var role in field.MaskedFor)
            {
                Roles.Check(symbols, file, role, problems);
            }

            ImmutableArray<string> maskedFor = !field.Masked ? []
                : field.MaskedFor.Count == 0 ? [Roles.Everyone]
                : [.. field.MaskedFor.Select(role => role.Text)];
            fields.Add(new FieldDefinition(field.Name.Text, type.ToString(), maskedFor));
        }

        return (fields.ToImmutable(), fieldTypes);
    }

    private ImmutableArray<ExpectationDefinition> BindExpectations(DatasetSymbol dataset, IEnumerable<ExpectSyntax> syntax)
    {
        var expectations = ImmutableArray.CreateBuilder<ExpectationDefinition>();
        foreach (var expect in syntax.Where(expect => !expect.Name.IsMissing))
        {
            if (expectations.Any(other => other.Name == expect.Name.Text))
            {
                problems.Add(NameProblems.DuplicateName(dataset.File.At(expect.Name), expect.Name.Text, "a rule of this data set"));
            }

            symbols.Facts.Declare(SymbolFacts.Inside(dataset.File, SymbolKind.Expectation, dataset.Name, expect.Name, expect));
            expectations.Add(BindExpectation(dataset, expect));
        }

        return expectations.ToImmutable();
    }

    private ExpectationDefinition BindExpectation(DatasetSymbol dataset, ExpectSyntax expect)
    {
        // Which names a rule uses says whether it judges single items or the whole.
        var (ofItem, ofWhole) = (false, false);
        var locals = RuleBinder.ItemNames(dataset).ToDictionary(
            pair => pair.Key, pair => (Local)((ValueLocal)pair.Value with { Read = () => ofItem = true }), StringComparer.Ordinal);
        locals["items"] = new ValueLocal(new ListType(DslType.Any)) { Read = () => ofWhole = true };
        locals["labels"] = new ValueLocal(new ListType(DslType.Any)) { Read = () => ofWhole = true };
        var context = new ExpressionContext(dataset.File, symbols, problems, NameScope.Of(locals), $"a rule of `{dataset.Name}`");
        var condition = new ExpressionBinder(context).BindCondition(expect.Condition);
        VisibleNames.Record(context, expect);
        if (ofItem && ofWhole)
        {
            problems.Add(TypeProblems.RuleOfBothKinds(dataset.File.At(expect.Condition), expect.Name.Text));
        }

        return new ExpectationDefinition(expect.Name.Text, condition.Value, BindOtherwise(dataset.File, expect, ofWhole));
    }

    private Otherwise BindOtherwise(ProgramFile file, ExpectSyntax expect, bool ofWhole)
    {
        if (expect.Otherwise is { IsMissing: false } word)
        {
            if (word.Text is not ("fail" or "warn"))
            {
                problems.Add(NameProblems.UnknownMember(file.At(word), word.Text, ["fail", "warn"]));
            }
            else if (!ofWhole)
            {
                problems.Add(TypeProblems.ItemRuleSetsAside(file.At(word), expect.Name.Text));
            }
        }

        return !ofWhole ? Otherwise.SetAside : expect.Otherwise?.Text == "warn" ? Otherwise.Warn : Otherwise.Fail;
    }
}
