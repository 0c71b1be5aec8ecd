using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>Binds a step: its arguments against the activity or pipeline that it calls, the types of its outputs, its settings.</summary>
internal sealed class StepBinder(ExpressionContext context, IReadOnlyDictionary<string, string> roles)
{
    public Node Bind(StepSymbol step)
    {
        var settings = new SettingBinder(context).Bind(step, roles);
        var inside = WhereItsConditionHolds(step);
        if (step.Activity is { } activity)
        {
            return BindActivity(step, activity, settings, inside);
        }

        if (step.Callee is { } callee)
        {
            var slots = callee.Parameters.Select(Slot.Of).ToList();
            var arguments = new ArgumentBinder(inside).Bind(step.Syntax.Arguments, step.Syntax.Callee, slots, ArgumentStyle.ByName);
            step.Outputs = callee.Results.ToDictionary(result => result.Name, result => TypeText.Parse(result.Type), StringComparer.Ordinal);
            return new CallNode(step.Name, callee.Name) { Arguments = Fields(arguments), Settings = settings };
        }

        // The callee is unknown and told; its arguments may still hold mistakes of their own.
        foreach (var argument in step.Syntax.Arguments.Items)
        {
            new ExpressionBinder(inside with { MayKnowMore = true }).BindLoosely(argument.Value, DslType.Any);
        }

        return new CallNode(step.Name, step.Syntax.Callee.Text) { Settings = settings };
    }

    private static System.Collections.Immutable.ImmutableArray<Field> Fields(IEnumerable<BoundArgument> arguments) =>
        [.. arguments.Select(argument => new Field(argument.Slot.Name, argument.Value.Value))];

    private ActivityNode BindActivity(StepSymbol step, ActivitySignature activity, StepSettings settings, ExpressionContext inside)
    {
        var slots = step.Script is { } script
            ? script.Parameters.Select(Slot.Of).ToList()
            : activity.Inputs.Select(input => Slot.Of(input, activity.Name)).ToList();
        var arguments = new ArgumentBinder(inside).Bind(step.Syntax.Arguments, step.Syntax.Callee, slots, ArgumentStyle.ByName);
        foreach (var argument in arguments.Where(argument => argument.Value.Value is RecordOf))
        {
            inside.Variables.BindRecord(argument.Slot.Name, SearchSpace.FieldTypes(inside.Symbols.Catalog, argument));
        }

        var outputs = activity.Outputs.ToDictionary(
            output => output.Name, output => inside.Variables.Resolve(output.TypeOf()), StringComparer.Ordinal);
        step.Form = arguments.Select(argument => argument.Value.Value).OfType<FormReference>()
            .Select(form => inside.Find<FormSymbol>(form.Form)).FirstOrDefault();
        foreach (var field in step.Form?.Fields ?? new Dictionary<string, DslType>())
        {
            outputs.TryAdd(field.Key, field.Value); // what a person fills in goes on as an output
        }

        step.Outputs = outputs;
        step.Tuned = SearchSpace.Check(inside, activity, arguments);
        ModelFit.Check(inside, arguments);
        return new ActivityNode(step.Name, activity.Name, activity.Kind)
        {
            OpenOutcomes = activity.OpenOutcomes,
            Version = activity.Version,
            Arguments = Fields(arguments),
            Settings = settings,
            Outcomes = [.. step.Outcomes.Select(outcome => new OutcomeDefinition(outcome.Name, outcome.Label))],
            Outputs = [.. outputs.Keys],
        };
    }

    // Arguments are evaluated only where `when` holds.
    private ExpressionContext WhereItsConditionHolds(StepSymbol step)
    {
        var implied = step.Syntax.Settings.OfType<WhenSyntax>().SelectMany(when => ImpliedSteps.Of(when.Condition)).ToHashSet(StringComparer.Ordinal);
        var locals = context.Locals.Map((name, local) => local is StepLocal { Presence: Presence.Maybe, Listed: null } maybe && implied.Contains(name)
            ? maybe with { Presence = Presence.Sure }
            : local);
        return context with { Locals = locals, Variables = new TypeVariables() };
    }
}
