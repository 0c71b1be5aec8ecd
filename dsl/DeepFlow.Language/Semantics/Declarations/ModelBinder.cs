using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>Binds a model and follows its shape from layer to layer, with the hyperparameters' defaults.</summary>
internal sealed class ModelBinder(SymbolTable symbols, TypeBinder types, DiagnosticBag problems)
{
    private readonly ParameterBinder _parameters = new(symbols, types, problems);

    public void Bind(ModelSymbol model)
    {
        var (file, syntax) = (model.File, model.Declaration);
        model.Parameters = _parameters.Bind(file, syntax.Parameters);
        foreach (var group in syntax.Members.OfType<LayerGroupSyntax>())
        {
            problems.Add(NameProblems.NotSupportedYet(file.At(group), group.Name is null ? "A `residual` group of layers" : "A `block` of layers"));
        }

        var input = BindInput(model);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var layers = syntax.Members.OfType<LayerSyntax>()
            .Select(layer => (Syntax: layer, Value: BindLayer(model, layer, used)))
            .Where(layer => layer.Value is not null)
            .ToList();
        foreach (var parameter in model.Parameters.Where(parameter => !used.Contains(parameter.Name)))
        {
            problems.Add(Advice.UnusedParameter(file.At(parameter.Syntax.Name), parameter.Name, $"the model `{model.Name}`"));
        }

        model.Definition = new ModelDefinition(model.Name, input ?? new TextItem())
        {
            Documentation = syntax.Doc,
            Span = file.SpanOf(syntax),
            Parameters = [.. model.Parameters.Select(parameter => parameter.Definition)],
            Layers = [.. layers.Select(layer => layer.Value!)],
        };
        model.Output = input is not null && Shape.Of(input) is { } shape ? Follow(model, shape, layers!) : null;
    }

    private ItemType? BindInput(ModelSymbol model)
    {
        var inputs = model.Declaration.Members.OfType<InputSyntax>().ToList();
        if (inputs.Count == 0)
        {
            problems.Add(ModelProblems.InputMissing(model.File.At(model.Declaration.Name), model.Name));
            return null;
        }

        foreach (var misplaced in inputs.Where(input => input != model.Declaration.Members[0]))
        {
            problems.Add(ModelProblems.InputNotFirst(model.File.At(misplaced), model.Name));
        }

        return ItemBinder.Bind(model.File, inputs[0].Kind, inputs[0].Arguments, problems);
    }

    private Expression? BindLayer(ModelSymbol model, LayerSyntax layer, HashSet<string> used)
    {
        var constructors = symbols.Catalog.Family("layer")?.Constructors ?? [];
        if (constructors.FirstOrDefault(candidate => candidate.Tag == layer.Name.Text) is not { } constructor)
        {
            if (!layer.Name.IsMissing)
            {
                problems.Add(ModelProblems.UnknownLayer(model.File.At(layer.Name), layer.Name.Text, [.. constructors.Select(candidate => candidate.Tag)]));
            }

            return null;
        }

        var locals = model.Parameters.ToDictionary(
            parameter => parameter.Name, parameter => (Local)new ValueLocal(parameter.Type, () => used.Add(parameter.Name)), StringComparer.Ordinal);
        var context = new ExpressionContext(model.File, symbols, problems, locals, $"the model `{model.Name}`");
        var slots = constructor.Inputs.Select(Slot.Of).ToList();
        var arguments = new ArgumentBinder(context).Bind(layer.Arguments, layer.Name, slots, ArgumentStyle.ByPlaceToo);
        return new Construct(constructor.Tag, [.. arguments.Select(argument => new Field(argument.Slot.Name, argument.Value.Value))]);
    }

    private Shape? Follow(ModelSymbol model, Shape shape, List<(LayerSyntax Syntax, Expression Value)> layers)
    {
        var values = model.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => parameter.Definition.Default is { } fallback ? Evaluator.Evaluate(fallback, Scope.Empty) : Example(parameter.Type),
            StringComparer.Ordinal);
        foreach (var (syntax, value) in layers)
        {
            try
            {
                shape = ClrValues.To<Layer>(Evaluator.Evaluate(value, Scope.Of(values))).OutputShape(shape);
            }
            catch (ShapeMismatchException mismatch)
            {
                problems.Add(ModelProblems.ShapeMismatch(model.File.At(syntax), mismatch.Message));
                return null;
            }
            catch (Exception e) when (e is JsonException or OverflowException)
            {
                // An argument of the wrong type has been told already; the shape is not known from here on.
                return null;
            }
        }

        return shape;
    }

    // Any value will do where a hyperparameter has no default: only how the layers fit together is looked at.
    private static Value Example(DslType type) => type == DslType.Int ? Value.Of(1) : Value.Of(0.5);
}
