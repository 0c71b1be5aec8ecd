using System.Collections.Immutable;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>Binds a form: fields once, types known, what stands in them to begin with allowed by their bounds.</summary>
internal sealed class FormBinder(SymbolTable symbols, TypeBinder types, DiagnosticBag problems)
{
    public void Bind(FormSymbol form)
    {
        var fields = ImmutableArray.CreateBuilder<FormField>();
        var fieldTypes = new Dictionary<string, DslType>(StringComparer.Ordinal);
        foreach (var syntax in form.Declaration.Fields.Where(field => !field.Name.IsMissing))
        {
            var type = types.Bind(form.File, syntax.Type);
            if (!fieldTypes.TryAdd(syntax.Name.Text, type))
            {
                problems.Add(NameProblems.DuplicateName(form.File.At(syntax.Name), syntax.Name.Text, "a field of this form"));
                continue;
            }

            symbols.Facts.Declare(SymbolFacts.Inside(
                form.File, SymbolKind.FormField, form.Name, syntax.Name, syntax, type.ToString(), syntax.Label));
            fields.Add(BindField(form, syntax, type));
        }

        form.Fields = fieldTypes;
        form.Definition = new FormDefinition(form.Name, fields.ToImmutable())
        {
            Documentation = form.Declaration.Doc,
            Span = form.File.SpanOf(form.Declaration),
        };
    }

    private FormField BindField(FormSymbol form, FormFieldSyntax syntax, DslType type)
    {
        var context = new ExpressionContext(form.File, symbols, problems, NameScope.Empty, $"the form `{form.Name}`");
        var binder = new ExpressionBinder(context);
        var fallback = syntax.Default is null ? null : binder.Bind(syntax.Default, type).Value;
        var within = syntax.Bounds is null ? null : BindBounds(context, syntax, TypeRules.Present(type));
        if (fallback is Literal { Value: var value } && within is RangeOf { Low: Literal low, High: Literal high }
            && (Operators.Compare(value, low.Value) < 0 || Operators.Compare(value, high.Value) > 0))
        {
            problems.Add(TypeProblems.DefaultOutOfBounds(form.File.At(syntax.Default!), syntax.Name.Text, low.Value.ToText(), high.Value.ToText()));
        }

        ImmutableArray<OutcomeDefinition> choices = syntax.Type is EnumTypeSyntax enumeration
            ? [.. enumeration.Members.Where(member => !member.Name.IsMissing).Select(member => new OutcomeDefinition(member.Name.Text, member.Label))]
            : [];
        return new FormField(syntax.Name.Text, type.ToString(), syntax.Label, fallback, within, choices);
    }

    private static Expression? BindBounds(ExpressionContext context, FormFieldSyntax syntax, DslType type)
    {
        var hasBounds = TypeRules.IsNumber(type) || type is NamedType { Name: "duration" or "size" or "date" };
        if (!hasBounds || syntax.Bounds is not RangeSyntax)
        {
            context.Report(TypeProblems.BoundsDoNotFit(context.At(syntax.Bounds!), syntax.Name.Text, type.ToString()));
            return null;
        }

        return new ExpressionBinder(context).Bind(syntax.Bounds, new RangeType(type)).Value;
    }
}
