using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Scopes;

/// <summary>
/// Which types things have, asked one at a time and answered from syntax. The compiler binds whole programs and gives up where
/// something is wrong; an editor asks about the one name under the cursor, in a text that is wrong most of the time.
/// </summary>
internal sealed class Typing(ActivityCatalog catalog, VisibleDeclarations visible)
{
    /// <summary>Steps that name each other in a circle must not be followed for ever.</summary>
    private const int DeepestChain = 500;

    private readonly Dictionary<StepSyntax, IReadOnlyList<CalleeOutput>> _outputs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Callee?> _callees = new(StringComparer.Ordinal);
    private int _depth;

    public ActivityCatalog Catalog { get; } = catalog;

    public VisibleDeclarations Visible { get; } = visible;

    public Callee? FindCallee(string name)
    {
        if (!_callees.TryGetValue(name, out var callee))
        {
            callee = Catalog.Find(name) is { } activity ? Callee.Of(activity) : Visible.Find(name) is { } declaration ? Callee.Of(declaration) : null;
            _callees[name] = callee;
        }

        return callee;
    }

    public IReadOnlyList<CalleeInput>? ConstructorInputs(DslType expected, string tag) =>
        TypeRules.Present(expected) is NamedType family
        && Catalog.Family(family.Name)?.Constructors.FirstOrDefault(candidate => candidate.Tag == tag) is { } constructor
            ? [.. constructor.Inputs.Select(CalleeInput.Of)]
            : null;

    /// <summary>The outputs of a step with the types that follow from its arguments.</summary>
    public IReadOnlyList<CalleeOutput> OutputsOf(PipelineScope scope, StepSyntax step)
    {
        if (_outputs.TryGetValue(step, out var known))
        {
            return known;
        }

        if (FindCallee(step.Callee.Text) is not { } callee || _depth >= DeepestChain)
        {
            return [];
        }

        _depth++;
        var variables = VariablesOf(scope, step, callee);
        _depth--;
        return _outputs[step] = [.. callee.Outputs.Select(output => output with { Type = variables.Resolve(output.Type) }), .. FormFields(step)];
    }

    // What a person fills in comes out of the task beside its own outputs.
    private IEnumerable<CalleeOutput> FormFields(StepSyntax step) => step.Arguments.Items
        .Select(argument => argument is { Name.Text: "form", Value: NameExpressionSyntax name } ? Visible.Find<FormSyntax>(name.Name.Text)?.Syntax as FormSyntax : null)
        .SelectMany(form => form?.Fields ?? [])
        .Where(field => !field.Name.IsMissing)
        .Select(field => new CalleeOutput(field.Name.Text, TypeReading.Of(field.Type), field.Label));

    /// <summary>What the variables of the callee's signature stand for at this step.</summary>
    public TypeVariables VariablesOf(PipelineScope scope, StepSyntax step, Callee callee)
    {
        var variables = new TypeVariables();
        foreach (var argument in step.Arguments.Items)
        {
            if (callee.Inputs.FirstOrDefault(input => input.Name == argument.Name?.Text) is not { } input)
            {
                continue;
            }

            if (TypeRules.Present(input.Type) is DatasetDeclarationType && argument.Value is NameExpressionSyntax dataset)
            {
                variables.Learn(input.Type, new DatasetDeclarationType(dataset.Name.Text));
            }
            else if (Holds<DatasetType>(input.Type))
            {
                variables.Learn(input.Type, TypeOf(scope, argument.Value));
            }
            else if (argument.Value is RecordSyntax record)
            {
                variables.BindRecord(input.Name, new RecordType(
                    [.. record.Entries.Where(entry => entry.Name is { IsMissing: false }).Select(entry => new RecordField(entry.Name!.Text, Chosen(input.Type, entry.Value)))]));
            }
        }

        return variables;
    }

    /// <summary>The type of an expression; any where it cannot be told.</summary>
    public DslType TypeOf(PipelineScope scope, ExpressionSyntax expression) => expression switch
    {
        NumberSyntax number => Literals.Read(number.Text).Type,
        TextSyntax => DslType.String,
        BoolSyntax or NotSyntax => DslType.Bool,
        NameExpressionSyntax name => TypeOf(scope, name.Name.Text),
        MemberSyntax { Target: NameExpressionSyntax target } member when scope.Find(target.Name.Text) is StepName step =>
            MemberOf(scope, step, member.Name.Text, expression.Span.Start),
        MemberSyntax member => FieldOf(TypeOf(scope, member.Target), member.Name.Text),
        IndexSyntax index => TypeRules.Present(TypeOf(scope, index.Target)) is ListType list ? TypeRules.Optional(list.Item) : DslType.Any,
        CallSyntax call => Functions.Find(call.Name.Text) is { } function ? TypeText.Parse(function.Result) : DslType.Any,
        NegateSyntax negate => TypeOf(scope, negate.Operand),
        BinarySyntax { Operator: "and" or "or" or "==" or "!=" or "<" or "<=" or ">" or ">=" or "in" } => DslType.Bool,
        BinarySyntax { Operator: "??" } binary => TypeRules.Common(TypeRules.Present(TypeOf(scope, binary.Left)), TypeOf(scope, binary.Right)),
        BinarySyntax { Operator: "/" } => DslType.Float,
        BinarySyntax binary => TypeRules.Common(TypeOf(scope, binary.Left), TypeOf(scope, binary.Right)),
        RangeSyntax range => new RangeType(TypeRules.Common(TypeOf(scope, range.From), TypeOf(scope, range.To))),
        ChoiceSyntax choice => TypeRules.Common(TypeOf(scope, choice.Then), TypeOf(scope, choice.Otherwise)),
        ListSyntax { Items.Count: > 0 } list => new ListType(list.Items.Select(item => TypeOf(scope, item)).Aggregate(TypeRules.Common)),
        _ => DslType.Any,
    };

    /// <summary>The type of a plain name; any for a step, which is no value.</summary>
    public DslType TypeOf(PipelineScope scope, string name) => scope.Find(name) switch
    {
        ParameterName parameter => TypeReading.Of(parameter.Syntax.Type),
        VariableName { Syntax.Type: { } written } => TypeReading.Of(written),
        VariableName variable when _depth < DeepestChain => Deeper(() => TypeOf(scope, variable.Syntax.Value)),
        LoopItemName item when _depth < DeepestChain => Deeper(() => TypeRules.Present(TypeOf(scope, item.Syntax.List)) is ListType list ? list.Item : DslType.Any),
        _ => DslType.Any,
    };

    /// <summary>The type of a step's output, or of what every step has, seen from an offset of the file.</summary>
    public DslType MemberOf(PipelineScope scope, StepName step, string output, int from)
    {
        var type = output switch
        {
            "iteration" => DslType.Int,
            "outcome" => new EnumType([.. OutcomesOf(step.Syntax).Select(outcome => outcome.Name).Append("skipped")]),
            _ => OutputsOf(scope, step.Syntax).FirstOrDefault(candidate => candidate.Name == output)?.Type ?? DslType.Any,
        };
        return step.Loops.Where(loop => from < loop.Body.Span.Start || from >= loop.Body.Span.End).Aggregate(type, (inner, _) => new ListType(inner));
    }

    /// <summary>The callee's outcomes, then those that the step itself declares.</summary>
    public IReadOnlyList<OutcomeSignature> OutcomesOf(StepSyntax step)
    {
        var callee = FindCallee(step.Callee.Text);
        var declared = callee?.Outcomes ?? [];
        var written = step.Settings.OfType<EdgeSyntax>().SelectMany(edge => edge.Outcomes).Where(outcome => !outcome.Name.IsMissing);
        return callee?.Activity?.OpenOutcomes == true
            ? [.. declared, .. written.Where(outcome => declared.All(known => known.Name != outcome.Name.Text)).Select(outcome => new OutcomeSignature(outcome.Name.Text, true, outcome.Label))]
            : declared;
    }

    public static DslType FieldOf(DslType type, string field) =>
        TypeRules.Present(type) is RecordType record ? record.Find(field) ?? DslType.Any : DslType.Any;

    private DslType Deeper(Func<DslType> type)
    {
        _depth++;
        var result = type();
        _depth--;
        return result;
    }

    // What a search over `int(32..256)` yields: an element of what the constructor ranges over.
    private DslType Chosen(DslType space, ExpressionSyntax value) =>
        TypeRules.Present(space) is MapType map && value is CallSyntax call && ConstructorInputs(map.Item, call.Name.Text) is [var over, ..]
            ? TypeRules.Present(over.Type) switch { RangeType range => range.Item, ListType list => list.Item, _ => DslType.Any }
            : DslType.Any;

    private static bool Holds<T>(DslType type) => TypeRules.Present(type) is T || (TypeRules.Present(type) is ListType list && Holds<T>(list.Item));
}
