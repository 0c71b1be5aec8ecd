using System.Collections.Immutable;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
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
                var symbol = new SymbolInfo(SymbolKind.Constructor, constructor.Tag, family.Name)
                {
                    Type = Signatures.Of(constructor),
                    Documentation = constructor.Summary,
                };
                context.Refer(symbol, call.Name);
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
            return BindSecret(call, expected);
        }

        if (!call.Name.IsMissing && !context.MayKnowMore)
        {
            context.Report(NameProblems.UnknownFunction(context.At(call.Name), name, [.. Functions.All.Select(candidate => candidate.Name), "secret"]));
        }

        return ExpressionBinder.Failed(call);
    }

    // A secret goes where a secret is asked for: in a text, a list to show or a rule everyone could read it.
    private Bound BindSecret(CallSyntax call, DslType expected)
    {
        if (call.Arguments.Items is not [{ Name: null, Value: TextSyntax { Plain: { Length: > 0 } secret } text }])
        {
            context.Report(TypeProblems.NotAPlainText(call.Arguments.Items is [var only] ? context.At(only) : context.At(call), "secret"));
            return ExpressionBinder.Failed(call);
        }

        context.Refer(new SymbolInfo(SymbolKind.Secret, secret), text);
        if (context.InText)
        {
            context.Report(TypeProblems.SecretInText(context.At(call)));
        }
        else if (expected is not NamedType { Name: "secret" })
        {
            context.Report(TypeProblems.SecretOutOfPlace(context.At(call), secret));
            return ExpressionBinder.Failed(call);
        }

        return new Bound(new SecretReference(secret), new NamedType("secret"), call.Span);
    }

    private Bound BindConstructor(CallSyntax call, ConstructorSignature constructor, NamedType family)
    {
        var slots = constructor.Inputs.Select(input => Slot.Of(input, $"{family.Name}.{constructor.Tag}")).ToList();
        var arguments = new ArgumentBinder(context).Bind(call.Arguments, call.Name, slots, ArgumentStyle.ByPlaceToo);
        return new Bound(new Construct(constructor.Tag, [.. arguments.Select(argument => new Field(argument.Slot.Name, argument.Value.Value))]), family, call.Span);
    }

    private Bound BindModel(CallSyntax call, DslType expected)
    {
        if (context.Find<ModelSymbol>(call.Name) is not { } model)
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
        context.Refer(
            new SymbolInfo(SymbolKind.Function, function.Name)
            {
                Type = $"{function.Name}({string.Join(", ", function.Parameters)}) -> {function.Result}",
                Documentation = function.Summary,
            },
            call.Name);
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
