using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary><c>step.output</c>, and fields of values.</summary>
internal sealed class MemberBinder(ExpressionContext context, ExpressionBinder binder)
{
    public Bound Bind(MemberSyntax syntax)
    {
        if (syntax.Name.IsMissing)
        {
            return ExpressionBinder.Failed(syntax);
        }

        if (syntax.Target is NameExpressionSyntax target && context.Locals.Find(target.Name.Text) is StepLocal local)
        {
            context.Refer(local.Step.Symbol, target.Name);
            return BindOutput(syntax, local);
        }

        var value = binder.BindLoosely(syntax.Target, DslType.Any);
        ReferToTuned(syntax);
        var member = new Member(value.Value, syntax.Name.Text);
        return TypeRules.Present(value.Type) switch
        {
            RecordType record when record.Find(syntax.Name.Text) is { } field =>
                new Bound(member, value.Type is OptionalType ? TypeRules.Optional(field) : field, syntax.Span, value.MayLack),
            RecordType record => Unknown(syntax, record),
            NamedType { Name: "int" or "float" or "bool" or "string" or "text" or "duration" or "size" or "percent" or "date" } or ListType or RangeType =>
                HasNoMembers(syntax, value.Type),

            // A handle's fields are known to the activity that makes it, not to the language.
            _ => new Bound(member, value.Type is OptionalType ? new OptionalType(DslType.Any) : DslType.Any, syntax.Span, value.MayLack),
        };
    }

    // `tuning.best.hidden` is the hyperparameter that was tuned.
    private void ReferToTuned(MemberSyntax syntax)
    {
        if (syntax.Target is MemberSyntax { Target: NameExpressionSyntax target } output
            && context.Locals.Find(target.Name.Text) is StepLocal { Step: { Tuned: { } model, Activity: { } activity } }
            && activity.Outputs.FirstOrDefault(known => known.Name == output.Name.Text) is { } declared
            && TypeText.Parse(declared.Type) is FieldsOfType
            && model.Parameters.FirstOrDefault(parameter => parameter.Name == syntax.Name.Text) is { } tuned)
        {
            context.Refer(tuned.Symbol, syntax.Name);
        }
    }

    private Bound BindOutput(MemberSyntax syntax, StepLocal local)
    {
        var step = local.Step;
        var output = syntax.Name.Text;
        var member = new Member(new Name(step.Name), output);
        if (local.Listed is null && OfEveryStep(step, output) is { } always)
        {
            local.Read?.Invoke(output, always);
            return new Bound(member, always, syntax.Span);
        }

        if (!step.IsKnown)
        {
            return ExpressionBinder.Failed(syntax);
        }

        if (local.Presence == Presence.Never)
        {
            context.Report(FlowProblems.NotRunYet(context.At(syntax), $"{step.Name}.{output}", step.Name));
            return ExpressionBinder.Failed(syntax);
        }

        if (step.Outputs is not { } outputs || !outputs.TryGetValue(output, out var type))
        {
            if (step.Outputs is not null)
            {
                var owner = step.Callee is { } callee ? $"the pipeline `{callee.Name}`" : $"the activity `{step.Activity!.Name}`";
                context.Report(NameProblems.UnknownOutput(context.At(syntax.Name), step.Name, output, owner, [.. step.Outputs.Keys]));
            }

            return ExpressionBinder.Failed(syntax);
        }

        context.Refer(step.OutputSymbol(output), syntax.Name);
        type = local.Listed?.Invoke(type) ?? type;
        type = local.Presence == Presence.Sure ? type : new OptionalType(TypeRules.Present(type));
        local.Read?.Invoke(output, type);
        return new Bound(member, type, syntax.Span, local.Presence == Presence.Sure ? null : step.Name);
    }

    private static DslType? OfEveryStep(StepSymbol step, string name) => name switch
    {
        "outcome" => new EnumType([.. step.Outcomes.Select(outcome => outcome.Name).Append(Flow.FlowGraph.Outcomes.Skipped)]),
        "iteration" => DslType.Int,
        _ => null,
    };

    private Bound Unknown(MemberSyntax syntax, RecordType record)
    {
        context.Report(NameProblems.UnknownField(
            context.At(syntax.Name), syntax.Name.Text, context.TextOf(syntax.Target.Span), [.. record.Fields.Select(field => field.Name)]));
        return ExpressionBinder.Failed(syntax);
    }

    private Bound HasNoMembers(MemberSyntax syntax, DslType type)
    {
        context.Report(TypeProblems.NoMembers(context.At(syntax.Name), syntax.Name.Text, type.ToString()));
        return ExpressionBinder.Failed(syntax);
    }
}
