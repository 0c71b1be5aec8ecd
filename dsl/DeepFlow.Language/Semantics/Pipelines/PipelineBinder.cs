using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>Binds a pipeline's inside: the flow first, then every node in the order written, each seeing the steps that have run there.</summary>
internal sealed class PipelineBinder
{
    private readonly PipelineSymbol _pipeline;
    private readonly SymbolTable _symbols;
    private readonly DiagnosticBag _problems;
    private readonly FlowGraph _graph;
    private readonly Assignment _assignment;
    private readonly HashSet<string> _usedParameters = new(StringComparer.Ordinal);

    private PipelineBinder(PipelineSymbol pipeline, SymbolTable symbols, DiagnosticBag problems)
    {
        _pipeline = pipeline;
        _symbols = symbols;
        _problems = problems;
        _graph = FlowBuilder.Build(pipeline, problems);
        _assignment = Assignment.Analyse(_graph);
    }

    public static BoundPipeline Bind(PipelineSymbol pipeline, SymbolTable symbols, DiagnosticBag problems) =>
        new PipelineBinder(pipeline, symbols, problems).Run();

    private BoundPipeline Run()
    {
        ReportUnreachable();
        LoopCheck.Report(_pipeline, _graph, _problems);
        var headings = new HeadingBinder(_pipeline, _symbols, _problems, ContextAt(_graph.Nodes[0]));
        var triggers = headings.BindTriggers();
        var roles = headings.BindRoles();
        var nodes = _graph.Nodes.Select(node => BindNode(node, roles)).ToList();
        foreach (var parameter in _pipeline.Parameters.Where(parameter => !_usedParameters.Contains(parameter.Name)))
        {
            _problems.Add(Advice.UnusedParameter(_pipeline.File.At(parameter.Syntax.Name), parameter.Name, $"the pipeline `{_pipeline.Name}`"));
        }

        return new BoundPipeline(_pipeline, _graph, nodes) { Triggers = triggers, Concurrency = headings.BindRuns() };
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

    private Node BindNode(FlowNode node, IReadOnlyDictionary<string, string> roles)
    {
        var context = ContextAt(node);
        var binder = new ExpressionBinder(context);
        Node bound = node.Syntax switch
        {
            StepSyntax => new StepBinder(_pipeline, context, roles).Bind(node.Step!),
            IfSyntax choice => new DecisionNode(node.Id, binder.BindCondition(choice.Condition).Value),
            FailSyntax { Message: { } message } => new FailNode(node.Id, binder.Bind(message, DslType.String).Value),
            FailSyntax => new FailNode(node.Id, new Literal(Value.Of("The pipeline failed."))),
            ReturnSyntax end => new ReturnNode(node.Id, [.. BindResults(end, binder)]),
            StopSyntax stop => Stop(node, stop),
            _ => new ReturnNode(node.Id, []),
        };
        return bound with
        {
            Span = node.Syntax is null ? null : _pipeline.File.SpanOf(node.Syntax),
            Documentation = node.Syntax?.Doc,
            Pin = node.Pin,
        };
    }

    private ReturnNode Stop(FlowNode node, StopSyntax stop)
    {
        if (_pipeline.Results.Count > 0)
        {
            _problems.Add(FlowProblems.StopWithResults(_pipeline.File.At(stop), _pipeline.Name));
        }

        return new ReturnNode(node.Id, []);
    }

    private IEnumerable<Field> BindResults(ReturnSyntax end, ExpressionBinder binder)
    {
        var file = _pipeline.File;
        var given = new Dictionary<string, ArgumentSyntax>(StringComparer.Ordinal);
        foreach (var item in end.Results.Where(item => item.Name is { IsMissing: false }))
        {
            if (_pipeline.Results.All(result => result.Name != item.Name!.Text))
            {
                var known = _pipeline.Results.Select(result => result.Name).ToList();
                _problems.Add(NameProblems.UnknownResult(file.At(item.Name!), item.Name!.Text, _pipeline.Name, known));
                binder.BindLoosely(item.Value, DslType.Any);
            }
            else if (!given.TryAdd(item.Name!.Text, item))
            {
                _problems.Add(NameProblems.DuplicateName(file.At(item.Name), item.Name.Text, "a result of this `return`"));
            }
        }

        foreach (var result in _pipeline.Results)
        {
            var type = TypeText.Parse(result.Type);
            if (given.TryGetValue(result.Name, out var item))
            {
                var value = binder.Bind(item.Value, type).Value;
                if (_pipeline.Steps.ContainsKey(result.Name) && !ComesFrom(value, result.Name))
                {
                    _problems.Add(Advice.ResultNamedLikeStep(file.At(item.Name!), result.Name));
                }

                yield return new Field(result.Name, value);
            }
            else if (type is not OptionalType)
            {
                _problems.Add(FlowProblems.ResultMissing(file.At(end), result.Name));
            }
        }
    }

    // `evaluation: evaluation.metrics` misleads nobody.
    private static bool ComesFrom(Expression value, string step) => value switch
    {
        Member { Target: Name name } => name.Identifier == step,
        Member member => ComesFrom(member.Target, step),
        Binary { Operator: BinaryOperator.Coalesce } either => ComesFrom(either.Left, step) || ComesFrom(either.Right, step),
        _ => false,
    };

    private ExpressionContext ContextAt(FlowNode node)
    {
        var locals = new Dictionary<string, Local>(StringComparer.Ordinal);
        foreach (var parameter in _pipeline.Parameters)
        {
            locals[parameter.Name] = new ValueLocal(parameter.Type, () => _usedParameters.Add(parameter.Name));
        }

        // Steps in constructs that are not built yet have no place in the flow.
        foreach (var step in _pipeline.Steps.Values)
        {
            locals[step.Name] = new StepLocal(step, Presence.Sure);
        }

        foreach (var step in _graph.Nodes.Where(other => other.Step is not null))
        {
            // Code that nothing leads to has been told; its expressions need no second message.
            var presence = _assignment.IsReachable(node) ? _assignment.PresenceOf(step, node) : Presence.Sure;
            locals[step.Step!.Name] = new StepLocal(step.Step, presence);
        }

        return new ExpressionContext(_pipeline.File, _symbols, _problems, locals, $"the pipeline `{_pipeline.Name}`");
    }
}
