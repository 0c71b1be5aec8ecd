using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Completion;

/// <summary>What may stand in an expression: what the expected type supplies, then the names of the pipeline, then functions.</summary>
/// <param name="at">The cursor's offset: steps behind it have not run yet.</param>
internal sealed class ValueCompletions(Typing typing, PipelineScope? scope, ItemList items, int at)
{
    /// <summary>The data set whose fields a rule sees; empty where it is not known.</summary>
    public string? Dataset { get; init; }

    /// <summary>The names that an activity provides to the rules it is given; null outside such a rule.</summary>
    public RulesType? Rules { get; init; }

    /// <summary>The model whose hyperparameters the layers may name.</summary>
    public ModelSyntax? Model { get; init; }

    /// <summary>At the end of the words that precede in the same expression.</summary>
    public void Find(IReadOnlyList<Lexeme> before, DslType expected)
    {
        if (before is [.., { Kind: LexemeKind.Word or LexemeKind.Number or LexemeKind.Text }]
            || (before is [.., var last] && (last.Is(")") || last.Is("]") || last.Is("}") || last.Is("true") || last.Is("false") || last.Is("missing"))))
        {
            Operators();
            return;
        }

        if (before is [.., var comparison] && (comparison.Is("==") || comparison.Is("!=")))
        {
            expected = TypeOf(before.Take(before.Count - 1).ToList());
        }
        else if (before.Count > 0 && !before[^1].Is("(") && !before[^1].Is("??"))
        {
            expected = DslType.Any;
        }

        Supplied(TypeRules.Present(expected));
        if (Rules is not null)
        {
            foreach (var name in Rules.Names)
            {
                items.Add(name.Name, CompletionKind.Field, name.Type.ToString(), null, name.Name, 0);
            }
        }
        else if (Dataset is not null)
        {
            RuleNames();
        }
        else
        {
            Names(TypeRules.Present(expected));
        }

        Functions(TypeRules.Present(expected));
    }

    /// <summary>Behind a dot: outputs of a step, or fields of a value.</summary>
    public void Members(IReadOnlyList<Lexeme> before)
    {
        var path = PathBefore(before, before.Count - 1);
        if (path is [var first] && scope?.Find(first) is StepName step)
        {
            foreach (var output in typing.OutputsOf(scope, step.Syntax))
            {
                items.Add(output.Name, CompletionKind.Output, typing.MemberOf(scope, step, output.Name, at).ToString(), output.Summary, output.Name, 0);
            }

            items.Add("outcome", CompletionKind.Output, typing.MemberOf(scope, step, "outcome", at).ToString(), "How the step ended.", "outcome", 2);
            items.Add("iteration", CompletionKind.Output, "int", "How often the run has come to the step, from 1.", "iteration", 2);
        }
        else if (TypeRules.Present(TypeOfPath(path)) is RecordType record)
        {
            foreach (var field in record.Fields)
            {
                items.Add(field.Name, CompletionKind.Field, field.Type.ToString(), null, field.Name, 0);
            }
        }
    }

    private void Operators()
    {
        foreach (var (word, meaning) in new[] { ("and", "Both hold"), ("or", "One of them holds, or both"), ("in", "Is an element of a list, or within a range") })
        {
            items.Keyword(word, meaning, group: 4);
        }
    }

    private void Supplied(DslType expected)
    {
        switch (expected)
        {
            case EnumType enumeration:
                foreach (var member in enumeration.Members)
                {
                    items.Add(member, CompletionKind.EnumMember, null, null, member, 0);
                }

                break;
            case DatasetDeclarationType:
                Declared<DatasetSyntax>(CompletionKind.Dataset, "data set");
                break;
            case NamedType { Name: "model_definition" }:
                Declared<ModelSyntax>(CompletionKind.Model, "model");
                break;
            case NamedType { Name: "form" }:
                Declared<FormSyntax>(CompletionKind.Form, "form");
                break;
            case NamedType { Name: "bool" }:
                items.Keyword("true", "Holds");
                items.Keyword("false", "Does not hold");
                break;
            case NamedType family when typing.Catalog.Family(family.Name) is { } constructors:
                foreach (var constructor in constructors.Constructors)
                {
                    var takes = string.Join(", ", constructor.Inputs.Select(input => $"{input.Name}: {input.Type}"));
                    var insert = constructor.Inputs.IsEmpty ? constructor.Tag : $"{constructor.Tag}(${{1}})";
                    items.Add(constructor.Tag, CompletionKind.Constructor, $"({takes})", constructor.Summary, insert, 0, isSnippet: !constructor.Inputs.IsEmpty);
                }

                break;
        }
    }

    private void Declared<T>(CompletionKind kind, string detail)
        where T : DeclarationSyntax
    {
        foreach (var declaration in typing.Visible.OfType<T>())
        {
            items.Add(declaration.Name, kind, detail, declaration.Syntax.Doc, declaration.Name, 0);
        }
    }

    private void Names(DslType expected)
    {
        foreach (var parameter in Model?.Parameters ?? [])
        {
            items.Add(parameter.Name.Text, CompletionKind.Parameter, TypeReading.Of(parameter.Type).ToString(), null, parameter.Name.Text, 0);
        }

        foreach (var name in scope?.All.Where(name => name is ParameterName || name.Name.Span.Start < at) ?? [])
        {
            var text = name.Name.Text;
            if (name is StepName step)
            {
                items.Add(text, CompletionKind.Step, step.Syntax.Callee.Text, step.Syntax.Doc, text, 2);
                Fitting(step, expected);
            }
            else if (name is not BranchName)
            {
                var type = typing.TypeOf(scope!, text);
                var kind = name is ParameterName ? CompletionKind.Parameter : CompletionKind.Variable;
                items.Add(text, kind, type.ToString(), null, text, Fits(expected, type) ? 0 : 2);
            }
        }
    }

    // Whole `step.output` where exactly that type is asked for, so that one need not know which step has it.
    private void Fitting(StepName step, DslType expected)
    {
        if (TypeRules.IsAny(expected) || step.Syntax.Span.Start <= at && at <= step.Syntax.Span.End)
        {
            return;
        }

        foreach (var output in typing.OutputsOf(scope!, step.Syntax).Where(output => Fits(expected, typing.MemberOf(scope!, step, output.Name, at))))
        {
            var text = $"{step.Name.Text}.{output.Name}";
            items.Add(text, CompletionKind.Output, output.Type.ToString(), output.Summary, text, 1);
        }
    }

    private static bool Fits(DslType expected, DslType type) =>
        !TypeRules.IsAny(expected) && !TypeRules.IsAny(type)
        && TypeRules.Accepts(expected, TypeRules.Present(type));

    private void RuleNames()
    {
        var members = (typing.Visible.Find<DatasetSyntax>(Dataset!)?.Syntax as DatasetSyntax)?.Members ?? [];
        foreach (var field in members.OfType<FieldSyntax>())
        {
            items.Add(field.Name.Text, CompletionKind.Field, TypeReading.Of(field.Type).ToString(), null, field.Name.Text, 0);
        }

        foreach (var (name, meaning) in new[] { ("item", "One item"), ("label", "Its label"), ("items", "All items"), ("labels", "The labels of all items") })
        {
            items.Add(name, CompletionKind.Field, null, meaning, name, 1);
        }

        foreach (var label in members.OfType<LabelsSyntax>().SelectMany(labels => labels.Members))
        {
            items.Add(label.Name.Text, CompletionKind.EnumMember, label.Label ?? "label", null, label.Name.Text, 2);
        }
    }

    private void Functions(DslType expected)
    {
        var takesAValue = expected is not (EnumType or DatasetDeclarationType) && !(expected is NamedType named && typing.Catalog.Family(named.Name) is not null);
        foreach (var function in DeepFlow.Workflows.Expressions.Functions.All.Where(_ => takesAValue))
        {
            items.Add(
                function.Name, CompletionKind.Function, $"({string.Join(", ", function.Parameters)}) -> {function.Result}", function.Summary,
                $"{function.Name}(${{1}})", 3, isSnippet: true);
        }
    }

    private DslType TypeOf(IReadOnlyList<Lexeme> operand) => TypeOfPath(PathBefore(operand, operand.Count));

    private DslType TypeOfPath(IReadOnlyList<string> path)
    {
        if (path is ["label", ..] && Dataset is not null)
        {
            var labels = (typing.Visible.Find<DatasetSyntax>(Dataset)?.Syntax as DatasetSyntax)?.Members.OfType<LabelsSyntax>().FirstOrDefault();
            return new EnumType([.. labels?.Members.Select(label => label.Name.Text) ?? []]);
        }

        if (scope is null || path.Count == 0)
        {
            return DslType.Any;
        }

        var (type, rest) = path.Count > 1 && scope.Find(path[0]) is StepName step
            ? (typing.MemberOf(scope, step, path[1], at), path.Skip(2))
            : (typing.TypeOf(scope, path[0]), path.Skip(1));
        return rest.Aggregate(type, Typing.FieldOf);
    }

    /// <summary>The names joined by dots that end before <paramref name="end"/>.</summary>
    private static List<string> PathBefore(IReadOnlyList<Lexeme> lexemes, int end)
    {
        var path = new List<string>();
        for (var i = end - 1; i >= 0 && lexemes[i].IsWord; i -= 2)
        {
            path.Insert(0, lexemes[i].Text);
            if (i < 1 || !lexemes[i - 1].Is("."))
            {
                break;
            }
        }

        return path;
    }
}
