using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>
/// Binds the statements of a pipeline, or of the body of a <c>for</c>: the flow first, then every node in the order written, each
/// seeing the steps that have run there.
/// </summary>
internal sealed class RegionBinder
{
    private readonly FlowRegion _region;
    private readonly PipelineSymbol _pipeline;
    private readonly ExpressionContext _outside;
    private readonly IReadOnlyDictionary<string, string> _roles;
    private readonly DiagnosticBag _problems;
    private readonly FlowGraph _graph;
    private readonly Assignment _assignment;
    private readonly IReadOnlyList<VariableSymbol> _variables;
    private readonly Dictionary<FlowNode, RegionBinder> _bodies = new(ReferenceEqualityComparer.Instance);
    private readonly List<BoundPipeline> _boundBodies = [];

    /// <param name="outside">What may be named besides the region's own steps and variables: parameters, or what is around the <c>for</c>.</param>
    public RegionBinder(FlowRegion region, ExpressionContext outside, IReadOnlyDictionary<string, string> roles)
    {
        _region = region;
        _pipeline = region.Pipeline;
        _outside = outside;
        _roles = roles;
        _problems = outside.Problems;
        _graph = FlowBuilder.Build(region, outside.Symbols, _problems);
        _assignment = Assignment.Analyse(_graph);
        _variables = [.. _pipeline.Variables.Values.Where(variable => ReferenceEquals(variable.Loop, region.Loop))];
    }

    public BoundPipeline Bind()
    {
        ReportUnreachable();
        LoopCheck.Report(_pipeline, _graph, _problems);
        var variables = _variables.Select(BindVariable).ToList();
        var nodes = _graph.Nodes.Select(BindNode).ToList();
        return new BoundPipeline(_region, _graph, nodes) { Variables = variables, Bodies = _boundBodies };
    }

    // The first statement of each stretch that nothing leads to; the rest of the stretch follows from it.
    private void ReportUnreachable()
    {
        var reachedBefore = true;
        foreach (var node in _graph.Nodes)
        {
            var isReached = _assignment.IsReachable(node);
            if (!isReached && reachedBefore && node.Syntax is { } syntax)
            {
                _problems.Add(FlowProblems.NeverRuns(_pipeline.File.At((SyntaxNode?)node.Step?.Syntax.Name ?? syntax), node.Id));
            }

            reachedBefore = isReached;
        }
    }

    // A variable has its value before any step has run.
    private VariableDefinition BindVariable(VariableSymbol variable)
    {
        var syntax = variable.Syntax;
        if (StepNamedIn(syntax.Value) is { } step)
        {
            _problems.Add(TypeProblems.InitialValueOfStep(_pipeline.File.At(syntax.Value), step));
            return new VariableDefinition(variable.Name, variable.Type.ToString(), new Literal(Value.Missing));
        }

        var binder = new ExpressionBinder(_outside);
        var initial = syntax.Type is null ? binder.Bind(syntax.Value, new OptionalType(DslType.Any)) : binder.Bind(syntax.Value, variable.Type);
        if (syntax.Type is null)
        {
            variable.Type = initial.Type;
        }

        VisibleNames.Record(_outside, syntax);
        _outside.Symbols.Facts.Declare(variable.Symbol);
        return new VariableDefinition(variable.Name, variable.Type.ToString(), initial.Value);
    }

    private string? StepNamedIn(ExpressionSyntax value) => value switch
    {
        NameExpressionSyntax { Name.Text: var name } => _assignment.NodeOf(name) is null ? null : name,
        MemberSyntax member => StepNamedIn(member.Target),
        BinarySyntax binary => StepNamedIn(binary.Left) ?? StepNamedIn(binary.Right),
        IndexSyntax index => StepNamedIn(index.Target),
        _ => null,
    };

    private Node BindNode(FlowNode node)
    {
        var context = ContextAt(node);
        if (node.Syntax is { } statement)
        {
            VisibleNames.Record(context, statement);
        }

        Node bound = node switch
        {
            { Fork: { } fork } => new ForkNode(node.Id, [.. fork.Branches.Zip(fork.Inside, (name, nodes) => new Branch(name, [.. nodes]))], fork.Join, fork.Any),
            { JoinOf: { } fork } => new JoinNode(node.Id, fork.Id),
            { Exit: { } exit } => new ExitNode(node.Id, exit),
            { Loop: { } loop } => BindLoop(node, loop, context),
            _ => BindStatement(node, context),
        };
        return bound with
        {
            Span = node.Syntax is null ? null : _pipeline.File.SpanOf(node.Syntax),
            Documentation = node.Syntax?.Doc,
            Pin = node.Pin,
        };
    }

    private Node BindStatement(FlowNode node, ExpressionContext context)
    {
        var binder = new ExpressionBinder(context);
        var results = new ReturnBinder(_pipeline, binder, _problems);
        return node.Syntax switch
        {
            StepSyntax => new StepBinder(context, _roles).Bind(node.Step!),
            IfSyntax choice => new DecisionNode(node.Id, binder.BindCondition(choice.Condition).Value),
            FailSyntax { Message: { } message } => new FailNode(node.Id, binder.Bind(message, DslType.String).Value),
            FailSyntax => new FailNode(node.Id, new Literal(Value.Of("The pipeline failed."))),
            SetSyntax set => BindSet(node, set, binder),
            ReturnSyntax end => new ReturnNode(node.Id, [.. results.Bind(end)]),
            StopSyntax stop => results.Stop(node.Id, stop),
            _ => new ReturnNode(node.Id, _region.Loop is null ? [] : [.. EndOfBody()]),
        };
    }

    private SetNode BindSet(FlowNode node, SetSyntax set, ExpressionBinder binder)
    {
        var (name, type) = (set.Name.Text, DslType.Any);
        if (_pipeline.Variables.GetValueOrDefault(name) is not { } variable)
        {
            if (!set.Name.IsMissing)
            {
                _problems.Add(NameProblems.UnknownVariable(_pipeline.File.At(set.Name), name, [.. _pipeline.Variables.Keys]));
            }
        }
        else
        {
            _outside.Refer(variable.Symbol, set.Name);
            type = variable.Type;
            if (!ReferenceEquals(variable.Loop, _region.Loop))
            {
                _problems.Add(FlowProblems.SetInFor(_pipeline.File.At(set.Name), name));
            }
        }

        return new SetNode(node.Id, name, binder.Bind(set.Value, type).Value);
    }

    private ForNode BindLoop(FlowNode node, LoopShape loop, ExpressionContext context)
    {
        var syntax = (ForSyntax)node.Syntax!;
        var list = new ExpressionBinder(context).Bind(syntax.List, DslType.Any);
        var item = TypeRules.Present(list.Type) is ListType elements ? elements.Item : DslType.Any;
        if (!TypeRules.IsAny(list.Type) && list.Type is not ListType)
        {
            _problems.Add(TypeRules.Present(list.Type) is ListType
                ? TypeProblems.MayBeMissing(_pipeline.File.At(syntax.List), context.TextOf(syntax.List.Span), list.Type.ToString())
                : TypeProblems.NotAListToGoThrough(_pipeline.File.At(syntax.List), list.Type.ToString()));
        }

        var max = syntax.Max is null ? null : new ConstantReader(context).Whole(syntax.Max, "max", 1, 10_000);
        var captures = new Captures();
        var symbol = SymbolFacts.Inside(_pipeline.File, SymbolKind.Item, _pipeline.Name, syntax.Item, syntax, item.ToString());
        context.Symbols.Facts.Declare(symbol);
        var around = captures.Watch(context.Locals);
        var own = new ValueLocal(item, symbol);
        var inside = context with
        {
            Locals = new NameScope(name => name == syntax.Item.Text ? own : around.Find(name), () => around.Names.Append(syntax.Item.Text)),
        };
        var body = new RegionBinder(new FlowRegion(_pipeline, syntax.Body, loop.Name, syntax), inside, _roles);
        _bodies[node] = body;
        var bound = body.Bind();
        _boundBodies.Add(bound with
        {
            Parameters = [new ParameterDefinition(syntax.Item.Text, item.ToString()), .. captures.Parameters],
            Results = [.. loop.Steps.Select(step => new ResultDefinition(step.Name, body.TypeAtEnd(step).ToString()))],
        });
        return new ForNode(node.Id, loop.Name, syntax.Item.Text, list.Value, max, captures.Fields, [.. loop.Steps.Select(step => step.Name)]);
    }

    // Each step's outputs, as they are at the body's end.
    private IEnumerable<Field> EndOfBody() => StepsHere().Select(step => new Field(step.Name, new RecordOf(
        [.. (step.Outputs?.Keys ?? []).Select(output => new Field(output, new Member(new Name(step.Name), output)))])));

    private IEnumerable<StepSymbol> StepsHere() => _graph.Nodes.SelectMany(node => node.Provides);

    private RecordType TypeAtEnd(StepSymbol step) =>
        new([.. (step.Outputs ?? new Dictionary<string, DslType>()).Select(output => new RecordField(output.Key, AtEnd(step, output.Value)))]);

    // The body ends at one place that nobody wrote; a step that may not have run there has no outputs.
    private DslType AtEnd(StepSymbol step, DslType type)
    {
        if (_assignment.NodeOf(step.Name) is not { } node)
        {
            return type;
        }

        var seen = _bodies.TryGetValue(node, out var inner) ? new ListType(inner.AtEnd(step, type)) : type;
        var isSure = _graph.Nodes.LastOrDefault(end => end.Syntax is null && end.Exit is null && end.JoinOf is null) is { } end
            && _assignment.PresenceOf(node, end) == Presence.Sure;
        return isSure ? seen : TypeRules.Optional(seen);
    }

    private ExpressionContext ContextAt(FlowNode node) => _outside with
    {
        Locals = new NameScope(
            name => Own(name, node) ?? _outside.Locals.Find(name),
            () => _outside.Locals.Names.Concat(_variables.Select(variable => variable.Name)).Concat(StepsHere().Select(step => step.Name))),
    };

    private Local? Own(string name, FlowNode at)
    {
        if (_pipeline.Variables.GetValueOrDefault(name) is { } variable && ReferenceEquals(variable.Loop, _region.Loop))
        {
            return new ValueLocal(variable.Type, variable.Symbol) { Read = () => variable.IsRead = true };
        }

        if (_assignment.NodeOf(name) is not { } node)
        {
            return null;
        }

        // Code that nothing leads to has been told; its expressions need no second message.
        var presence = _assignment.IsReachable(at) ? _assignment.PresenceOf(node, at) : Presence.Sure;
        var step = _pipeline.Steps[name];
        return new StepLocal(step, presence, step.Symbol)
        {
            Read = (_, _) => step.IsRead = true,
            Listed = node.Loop is null ? null : type => _bodies.TryGetValue(node, out var body) ? new ListType(body.AtEnd(step, type)) : new ListType(type),
        };
    }
}
