using System.Collections.Immutable;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary><c>name(arguments)</c> inside an expression: a constructor of the expected family, a model, or a function.</summary>
internal sealed class CallBinder(ExpressionContext context, ExpressionBinder binder)
{
    public Bound Bind(CallSyntax call, DslType expected)
    {
        var name = call.Name.Text;
        if (expected is NamedType family && context.Symbols.Catalog.Family(family.Name) is { } constructors)
        {
            var constructor = constructors.Constructors.FirstOrDefault(candidate => candidate.Tag == name);
            if (constructor is not null)
            {
                return BindConstructor(call, constructor, family);
            }

            context.Report(NameProblems.UnknownConstructor(
                context.At(call.Name), name, family.Name, [.. constructors.Constructors.Select(candidate => candidate.Tag)]));
            return ExpressionBinder.Failed(call);
        }

        if (expected is NamedType { Name: "model_definition" })
        {
            return BindModel(call, expected);
        }

        if (Functions.Find(name) is { } function)
        {
            return BindFunction(call, function);
        }

        if (name == "secret")
        {
            context.Report(NameProblems.NotSupportedYet(context.At(call.Name), "A `secret`"));
            return ExpressionBinder.Failed(call);
        }

        if (!call.Name.IsMissing && !context.MayKnowMore)
        {
            context.Report(NameProblems.UnknownFunction(context.At(call.Name), name, [.. Functions.All.Select(candidate => candidate.Name)]));
        }

        return ExpressionBinder.Failed(call);
    }

    private Bound BindConstructor(CallSyntax call, ConstructorSignature constructor, NamedType family)
    {
        var slots = constructor.Inputs.Select(Slot.Of).ToList();
        var arguments = new ArgumentBinder(context).Bind(call.Arguments, call.Name, slots, ArgumentStyle.ByPlaceToo);
        return new Bound(new Construct(constructor.Tag, [.. arguments.Select(argument => new Field(argument.Slot.Name, argument.Value.Value))]), family, call.Span);
    }

    private Bound BindModel(CallSyntax call, DslType expected)
    {
        if (context.Find<ModelSymbol>(call.Name.Text) is not { } model)
        {
            context.Report(NameProblems.UnknownModel(
                context.At(call.Name), call.Name.Text, context.Known<ModelSymbol>(call.Name.Text)));
            return ExpressionBinder.Failed(call);
        }

        var slots = model.Parameters.Select(parameter => Slot.Of(parameter) with { Required = false }).ToList();
        var arguments = new ArgumentBinder(context).Bind(call.Arguments, call.Name, slots, ArgumentStyle.ByName);
        return new Bound(
            new ModelReference(model.Name, [.. arguments.Select(argument => new Field(argument.Slot.Name, argument.Value.Value))]), expected, call.Span);
    }

    private Bound BindFunction(CallSyntax call, FunctionSignature function)
    {
        if (call.Arguments.Items.FirstOrDefault(argument => argument.Name is not null) is { } named)
        {
            context.Report(NameProblems.UnknownArgument(context.At(named.Name!), named.Name!.Text, function.Name, []));
        }

        if (call.Arguments.Items.Count != function.Parameters.Length)
        {
            context.Report(TypeProblems.ArgumentCount(context.At(call), function.Name, function.Parameters.Length, call.Arguments.Items.Count));
            return ExpressionBinder.Failed(call);
        }

        var arguments = call.Arguments.Items.Zip(function.Parameters, (argument, type) => binder.Bind(argument.Value, TypeText.Parse(type))).ToList();
        if (function.Name == "matches" && arguments[1].Value is Literal { Value: TextValue pattern } && !IsPattern(pattern.Value))
        {
            context.Report(TypeProblems.BadPattern(context.At(call.Arguments.Items[1]), pattern.Value));
        }

        return new Bound(new Call(function.Name, [.. arguments.Select(argument => argument.Value)]), ResultOf(function, arguments), call.Span);
    }

    // The least and the greatest of a list are of its elements' type, which the functions' signatures cannot say.
    private static DslType ResultOf(FunctionSignature function, List<Bound> arguments) =>
        function.Name is "max" or "min" && TypeRules.Present(arguments[0].Type) is ListType list ? list.Item : TypeText.Parse(function.Result);

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new System.Text.RegularExpressions.Regex(pattern, System.Text.RegularExpressions.RegexOptions.NonBacktracking);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
