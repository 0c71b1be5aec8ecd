using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>What a step tunes: <c>space: { hidden: int(32..256), lr: log(1e-4..1e-2) }</c>.</summary>
internal static class SearchSpace
{
    /// <summary>The type of each field that tuning chooses: what its constructor ranges over.</summary>
    public static DslType FieldTypes(ActivityCatalog catalog, BoundArgument argument)
    {
        var family = TypeRules.Present(argument.Slot.Type) is MapType { Item: NamedType named } ? catalog.Family(named.Name) : null;
        return argument.Value.Value is RecordOf record
            ? new RecordType([.. record.Fields.Select(field => new RecordField(field.Name, ChosenFrom(family, field.Value)))])
            : DslType.Any;
    }

    /// <summary>A tuned name must be something that the step can set: a hyperparameter, an argument of a constructor, an input.</summary>
    /// <returns>The model whose hyperparameters are tuned; null where the step tunes nothing.</returns>
    public static ModelSymbol? Check(ExpressionContext context, ActivitySignature activity, IReadOnlyList<BoundArgument> arguments)
    {
        var space = arguments.FirstOrDefault(argument => activity.Outputs.Any(output => Mentions(output.TypeOf(), argument.Slot.Name)));
        var model = arguments.Select(argument => argument.Value.Value).OfType<ModelReference>()
            .Select(reference => context.Find<ModelSymbol>(reference.Model)).FirstOrDefault(symbol => symbol is not null);
        if (space?.Syntax.Value is not RecordSyntax record || model is null)
        {
            return null;
        }

        var ofConstructors = activity.Inputs
            .Select(input => TypeRules.Present(input.TypeOf())).OfType<NamedType>()
            .SelectMany(type => context.Symbols.Catalog.Family(type.Name)?.Constructors ?? [])
            .SelectMany(constructor => constructor.Inputs.Select(input => input.Name));
        var ofStep = activity.Inputs.Where(input => TypeRules.IsNumber(TypeRules.Present(input.TypeOf()))).Select(input => input.Name);
        var tunable = model.Parameters.Select(parameter => parameter.Name).Concat(ofConstructors).Concat(ofStep).Distinct().ToList();
        var names = record.Entries.Select(entry => entry.Name).OfType<NameSyntax>().Where(name => !name.IsMissing);
        foreach (var name in names)
        {
            if (model.Parameters.FirstOrDefault(parameter => parameter.Name == name.Text) is { } parameter)
            {
                context.Refer(parameter.Symbol, name);
            }
            else if (!tunable.Contains(name.Text))
            {
                context.Report(ModelProblems.NotTunable(
                    context.At(name), name.Text, model.Name, [.. model.Parameters.Select(known => known.Name)]));
            }
        }

        return model;
    }

    private static bool Mentions(DslType type, string input) => TypeRules.Present(type) is FieldsOfType fields && fields.Input == input;

    private static DslType ChosenFrom(ConstructorFamily? family, Expression value)
    {
        var constructor = value is Construct made ? family?.Constructors.FirstOrDefault(candidate => candidate.Tag == made.Tag) : null;
        var over = constructor?.Inputs.Select(input => TypeRules.Present(input.TypeOf()))
            .FirstOrDefault(type => type is RangeType or ListType);
        return over switch
        {
            RangeType range => range.Item,
            ListType list => list.Item,
            _ => DslType.Any,
        };
    }
}
