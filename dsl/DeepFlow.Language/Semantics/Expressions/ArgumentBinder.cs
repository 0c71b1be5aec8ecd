using System.Runtime.CompilerServices;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Expressions;

internal enum ArgumentStyle
{
    /// <summary>Steps and models: what is handed over is always named.</summary>
    ByName,

    /// <summary>Constructors and layers: the first ones may stand without their names.</summary>
    ByPlaceToo,
}

/// <summary>What a callee takes under one name.</summary>
/// <param name="Symbol">What takes it, for editors.</param>
internal sealed record Slot(string Name, DslType Type, bool Required, SymbolInfo Symbol, double? Minimum = null, double? Maximum = null)
{
    private static readonly ConditionalWeakTable<InputSignature, Slot> Known = [];

    /// <param name="owner">The activity, or <c>family.constructor</c>.</param>
    public static Slot Of(InputSignature input, string owner) => Known.GetOrAdd(
        input,
        static (input, owner) => new Slot(
            input.Name,
            input.TypeOf(),
            input.Required,
            new SymbolInfo(SymbolKind.Input, input.Name, owner) { Type = input.Type, Documentation = input.Summary },
            input.Minimum,
            input.Maximum),
        owner);

    public static Slot Of(Parameter parameter) => new(parameter.Name, parameter.Type, parameter.Required, parameter.Symbol);
}

internal sealed record BoundArgument(Slot Slot, Bound Value, ArgumentSyntax Syntax);

/// <summary>Arguments against what the callee takes: unknown, missing, doubled, of the wrong type, out of range.</summary>
internal sealed class ArgumentBinder(ExpressionContext context)
{
    private readonly ExpressionBinder _binder = new(context);

    /// <summary>The arguments that fit, in the callee's order.</summary>
    public IReadOnlyList<BoundArgument> Bind(ArgumentsSyntax arguments, NameSyntax callee, IReadOnlyList<Slot> slots, ArgumentStyle style)
    {
        var placed = Place(arguments, callee, slots, style);
        foreach (var slot in slots.Where(slot => slot.Required && !placed.ContainsKey(slot.Name)))
        {
            context.Report(NameProblems.MissingArgument(context.At(callee), callee.Text, slot.Name, slot.Type.ToString()));
        }

        // A rule sees the fields of the data set that another argument has, so rules come last.
        var inOrder = slots.Where(slot => placed.ContainsKey(slot.Name)).OrderBy(slot => Holds<PredicateType>(slot.Type) ? 1 : 0);
        var bound = inOrder.ToDictionary(slot => slot.Name, slot => BindOne(slot, placed[slot.Name]), StringComparer.Ordinal);
        return [.. slots.Where(slot => bound.ContainsKey(slot.Name)).Select(slot => bound[slot.Name])];
    }

    private Dictionary<string, ArgumentSyntax> Place(ArgumentsSyntax arguments, NameSyntax callee, IReadOnlyList<Slot> slots, ArgumentStyle style)
    {
        var placed = new Dictionary<string, ArgumentSyntax>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Items.Count; i++)
        {
            var argument = arguments.Items[i];
            var slot = argument.Name is { } name
                ? slots.FirstOrDefault(candidate => candidate.Name == name.Text)
                : style == ArgumentStyle.ByPlaceToo && i < slots.Count ? slots[i] : null;
            if (slot is null)
            {
                ReportUnplaced(argument, callee, slots, style);
                if (argument.Name is not null || argument.Value is not NameExpressionSyntax)
                {
                    _binder.BindLoosely(argument.Value, DslType.Any);
                }
            }
            else if (!placed.TryAdd(slot.Name, argument))
            {
                context.Report(NameProblems.DoubledArgument(context.At(argument), slot.Name, callee.Text));
            }
        }

        return placed;
    }

    private void ReportUnplaced(ArgumentSyntax argument, NameSyntax callee, IReadOnlyList<Slot> slots, ArgumentStyle style)
    {
        var names = slots.Select(slot => slot.Name).ToList();
        if (argument.Name is { IsMissing: false } name)
        {
            context.Report(NameProblems.UnknownArgument(context.At(name), name.Text, callee.Text, names));
        }
        else if (argument.Value is not MissingExpressionSyntax)
        {
            context.Report(style == ArgumentStyle.ByName
                ? NameProblems.UnnamedArgument(context.At(argument), callee.Text, names)
                : TypeProblems.ArgumentCount(context.At(argument), callee.Text, slots.Count, slots.Count + 1));
        }
    }

    private BoundArgument BindOne(Slot slot, ArgumentSyntax argument)
    {
        if (argument.Name is not null)
        {
            context.Refer(slot.Symbol, argument.Name);
        }

        var expected = Holds<DatasetDeclarationType>(slot.Type) ? slot.Type : context.Variables.Expected(slot.Type);
        var bound = ExpectsUnknownDataset(slot) ? BindDatasetDeclaration(argument) : _binder.Bind(argument.Value, expected);
        context.Variables.Learn(slot.Type, bound.Type);
        CheckBounds(slot, argument, bound);
        return new BoundArgument(slot, bound, argument);

        static bool ExpectsUnknownDataset(Slot slot) => TypeRules.Present(slot.Type) is DatasetDeclarationType { IsVariable: true };
    }

    private Bound BindDatasetDeclaration(ArgumentSyntax argument)
    {
        if (argument.Value is NameExpressionSyntax or MissingExpressionSyntax)
        {
            return _binder.BindLoosely(argument.Value, new DatasetDeclarationType("D"));
        }

        context.Report(TypeProblems.DatasetNameExpected(context.At(argument.Value)));
        return ExpressionBinder.Failed(argument.Value);
    }

    private void CheckBounds(Slot slot, ArgumentSyntax argument, Bound bound)
    {
        double? number = bound.Value switch
        {
            Literal { Value: IntValue value } => value.Value,
            Literal { Value: FloatValue value } => value.Value,
            _ => null,
        };
        if (number < slot.Minimum || number > slot.Maximum)
        {
            context.Report(TypeProblems.OutOfRange(
                context.At(argument.Value), context.TextOf(argument.Value.Span), slot.Name, slot.Minimum, slot.Maximum));
        }
    }

    private static bool Holds<T>(DslType type) => type switch
    {
        T => true,
        OptionalType optional => Holds<T>(optional.Item),
        MapType map => Holds<T>(map.Item),
        ListType list => Holds<T>(list.Item),
        _ => false,
    };
}
