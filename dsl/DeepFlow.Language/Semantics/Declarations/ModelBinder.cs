using System.Collections.Immutable;
using System.Text.Json;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>Binds a model's hyperparameters, input and layers; <see cref="ShapeFollower"/> then sees how they fit together.</summary>
internal sealed class ModelBinder(SymbolTable symbols, TypeBinder types, DiagnosticBag problems)
{
    /// <summary>Written with braces, though the catalog has them among the layers.</summary>
    private static readonly string[] Groups = ["residual", "block"];

    private readonly ParameterBinder _parameters = new(symbols, types, problems);

    public void Bind(ModelSymbol model)
    {
        var (file, syntax) = (model.File, model.Declaration);
        model.Parameters = _parameters.Bind(model, syntax.Parameters);
        var input = BindInput(model);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var layers = BindLayers(model, syntax.Members, used);
        foreach (var parameter in model.Parameters.Where(parameter => !used.Contains(parameter.Name)))
        {
            problems.Add(Advice.UnusedParameter(file.At(parameter.Syntax.Name), parameter.Name, $"the model `{model.Name}`"));
        }

        model.Definition = new ModelDefinition(model.Name, input ?? new TextItem())
        {
            Documentation = syntax.Doc,
            Span = file.SpanOf(syntax),
            Parameters = [.. model.Parameters.Select(parameter => parameter.Definition)],
            Layers = [.. layers.Select(layer => layer.Value)],
        };
        model.Output = input is not null && Shape.Of(input) is { } shape
            ? new ShapeFollower(model, symbols.Facts, problems).Follow(shape, layers)
            : null;
        symbols.Facts.Declare(SymbolFacts.Of(model));
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

    private List<BoundLayer> BindLayers(ModelSymbol model, IEnumerable<ModelMemberSyntax> members, HashSet<string> used)
    {
        var layers = new List<BoundLayer>();
        var blocks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            switch (member)
            {
                case LayerSyntax layer:
                    var before = problems.ErrorCount;
                    if (BindLayer(model, layer, used) is { } value)
                    {
                        layers.Add(new BoundLayer(layer, layer.Name, value, []) { IsBroken = problems.ErrorCount > before });
                    }

                    break;
                case LayerGroupSyntax group:
                    if (group.Name is { IsMissing: false } name && !blocks.Add(name.Text))
                    {
                        problems.Add(NameProblems.DuplicateName(model.File.At(name), name.Text, "a block of this model"));
                    }

                    layers.Add(BindGroup(model, group, used));
                    break;
            }
        }

        return layers;
    }

    private BoundLayer BindGroup(ModelSymbol model, LayerGroupSyntax group, HashSet<string> used)
    {
        foreach (var input in group.Members.OfType<InputSyntax>())
        {
            problems.Add(ModelProblems.InputNotFirst(model.File.At(input), model.Name));
        }

        var inner = BindLayers(model, group.Members, used);
        var layers = new Field("layers", new ListOf([.. inner.Select(layer => layer.Value)]));
        if (group.Name is null)
        {
            return new BoundLayer(group, new NameSyntax(Groups[0], new(group.Span.Start, Groups[0].Length)), new Construct(Groups[0], [layers]), inner);
        }

        symbols.Facts.Declare(SymbolFacts.Inside(model.File, SymbolKind.Block, model.Name, group.Name, group));
        var construct = new Construct(Groups[1], [new Field("name", new Literal(Value.Of(group.Name.Text))), layers]);
        return new BoundLayer(group, group.Name, construct, inner);
    }

    private Construct? BindLayer(ModelSymbol model, LayerSyntax layer, HashSet<string> used)
    {
        var constructors = (symbols.Catalog.Family("layer")?.Constructors ?? []).Where(known => !Groups.Contains(known.Tag)).ToList();
        if (constructors.FirstOrDefault(candidate => candidate.Tag == layer.Name.Text) is not { } constructor)
        {
            if (!layer.Name.IsMissing)
            {
                problems.Add(ModelProblems.UnknownLayer(model.File.At(layer.Name), layer.Name.Text, [.. constructors.Select(candidate => candidate.Tag)]));
            }

            return null;
        }

        symbols.Facts.Refer(
            new SymbolInfo(SymbolKind.Layer, constructor.Tag) { Type = Signatures.Of(constructor), Documentation = constructor.Summary },
            model.File.At(layer.Name));
        var locals = model.Parameters.ToDictionary(
            parameter => parameter.Name,
            parameter => (Local)new ValueLocal(parameter.Type, parameter.Symbol) { Read = () => used.Add(parameter.Name) },
            StringComparer.Ordinal);
        var context = new ExpressionContext(model.File, symbols, problems, NameScope.Of(locals), $"the model `{model.Name}`");
        var slots = constructor.Inputs.Select(input => Slot.Of(input, $"layer.{constructor.Tag}")).ToList();
        var arguments = new ArgumentBinder(context).Bind(layer.Arguments, layer.Name, slots, ArgumentStyle.ByPlaceToo);
        VisibleNames.Record(context, layer);
        return new Construct(constructor.Tag, [.. arguments.Select(argument => new Field(argument.Slot.Name, argument.Value.Value))]);
    }
}

/// <summary>A layer, or a group of them, as written and as the definition holds it.</summary>
/// <param name="Name">The layer's or block's name, or the word <c>residual</c>: where a message about it points.</param>
internal sealed record BoundLayer(ModelMemberSyntax Syntax, NameSyntax Name, Construct Value, IReadOnlyList<BoundLayer> Inner)
{
    /// <summary>An argument is wrong, and told; nothing more is said of the layer.</summary>
    public bool IsBroken { get; init; }
}
