using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>A plain name: what the expected type supplies under it, else a local. A value that hides such a name is an error.</summary>
internal sealed class NameBinder(ExpressionContext context, ExpressionBinder binder)
{
    public Bound Bind(NameExpressionSyntax syntax, DslType expected)
    {
        var name = syntax.Name.Text;
        if (Supplied(syntax, expected) is { } supplied)
        {
            if (context.Locals.Find(name) is ValueLocal) // a step is no value, so it cannot be meant
            {
                context.Report(NameProblems.Ambiguous(context.At(syntax), name, expected.ToString()));
            }

            return supplied;
        }

        var found = context.Locals.Find(name);
        if (found?.Symbol is { } symbol)
        {
            context.Refer(symbol, syntax.Name);
        }

        switch (found)
        {
            case ValueLocal local:
                local.Read?.Invoke();
                return new Bound(new Name(name), local.Type, syntax.Span);
            case StepLocal { Step: var step }:
                context.Report(NameProblems.StepIsNoValue(context.At(syntax), name, [.. step.Outputs?.Keys ?? []]));
                return ExpressionBinder.Failed(syntax);
            case null when context.MayKnowMore:
                return new Bound(new Name(name), DslType.Any, syntax.Span);
            default:
                ReportUnknown(syntax, expected);
                return ExpressionBinder.Failed(syntax);
        }
    }

    private Bound? Supplied(NameExpressionSyntax syntax, DslType expected)
    {
        var name = syntax.Name.Text;
        switch (expected)
        {
            case EnumType enumeration when enumeration.Members.Contains(name):
                context.Refer(new SymbolInfo(SymbolKind.Member, name, enumeration.ToString()), syntax.Name);
                return new Bound(new Literal(Value.Of(name)), enumeration, syntax.Span);
            case DatasetDeclarationType when context.Find<DatasetSymbol>(syntax.Name) is not null:
                return new Bound(new DatasetReference(name), new DatasetDeclarationType(name), syntax.Span);
            case NamedType { Name: "model_definition" } when context.Find<ModelSymbol>(syntax.Name) is not null:
                return new Bound(new ModelReference(name, []), expected, syntax.Span);
            case NamedType { Name: "form" } when context.Find<FormSymbol>(syntax.Name) is not null:
                return new Bound(new FormReference(name), expected, syntax.Span);
            case NamedType family when Constructor(family, name) is not null:
                var noArguments = new ArgumentsSyntax([], new(syntax.Span.End, 0));
                return new CallBinder(context, binder).Bind(new CallSyntax(syntax.Name, noArguments, syntax.Span), expected);
            default:
                return null;
        }
    }

    private ConstructorSignature? Constructor(NamedType family, string tag) =>
        context.Symbols.Catalog.Family(family.Name)?.Constructors.FirstOrDefault(constructor => constructor.Tag == tag);

    private void ReportUnknown(NameExpressionSyntax syntax, DslType expected)
    {
        var name = syntax.Name.Text;
        var place = context.At(syntax);
        switch (expected)
        {
            case EnumType enumeration:
                context.Report(NameProblems.UnknownMember(place, name, enumeration.Members));
                break;
            case DatasetDeclarationType:
                context.Report(NameProblems.UnknownDataset(
                    place, name, context.Known<DatasetSymbol>(name)));
                break;
            case NamedType { Name: "model_definition" }:
                context.Report(NameProblems.UnknownModel(
                    place, name, context.Known<ModelSymbol>(name)));
                break;
            case NamedType { Name: "form" }:
                context.Report(NameProblems.UnknownForm(place, name, context.Known<FormSymbol>(name)));
                break;
            case NamedType named when context.Symbols.Catalog.Family(named.Name) is { } family:
                context.Report(NameProblems.UnknownConstructor(place, name, named.Name, [.. family.Constructors.Select(constructor => constructor.Tag)]));
                break;
            default:
                context.Report(NameProblems.UnknownName(place, name, context.Owner, [.. context.Locals.Names]));
                break;
        }
    }
}
