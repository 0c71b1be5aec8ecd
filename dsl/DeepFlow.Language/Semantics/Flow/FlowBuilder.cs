using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>
/// Lays a pipeline's statements out as a graph: each goes on to the next by the outcomes that continue, <c>if</c> forks by
/// <c>true</c> and <c>false</c>, a <c>when</c> adds <c>skipped</c>, and <c>on outcome -> target</c> leads where it says.
/// </summary>
internal sealed class FlowBuilder
{
    private readonly PipelineSymbol _pipeline;
    private readonly DiagnosticBag _problems;
    private readonly List<FlowNode> _nodes = [];
    private readonly List<FlowEdge> _edges = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<StepSymbol, FlowNode> _nodeOfStep = [];
    private PinSyntax? _pin;

    private FlowBuilder(PipelineSymbol pipeline, DiagnosticBag problems)
    {
        _pipeline = pipeline;
        _problems = problems;
    }

    public static FlowGraph Build(PipelineSymbol pipeline, DiagnosticBag problems) => new FlowBuilder(pipeline, problems).Run();

    private FlowGraph Run()
    {
        var open = Lay(_pipeline.Declaration.Body, []);
        if (open.Count > 0 || _nodes.Count == 0)
        {
            Place("return", null, open);
            if (_pipeline.Results.Count > 0 && !_pipeline.Declaration.Name.IsMissing)
            {
                _problems.Add(FlowProblems.ReturnMissing(
                    _pipeline.File.At(_pipeline.Declaration.Name), _pipeline.Name, [.. _pipeline.Results.Select(result => result.Name)]));
            }
        }

        foreach (var node in _nodes.Where(node => node.Step is not null))
        {
            AddWrittenEdges(node);
        }

        return new FlowGraph(_nodes, [.. _edges.OrderBy(edge => edge.From.Index).ThenBy(OutcomeOrder)], [.. Entries()]);
    }

    // As the step declares its outcomes; true before false; skipped last.
    private static int OutcomeOrder(FlowEdge edge)
    {
        var declared = edge.From.Step?.Outcomes.ToList().FindIndex(outcome => outcome.Name == edge.Outcome) ?? -1;
        return declared >= 0 ? declared : edge.Outcome == FlowGraph.Outcomes.True ? 0 : int.MaxValue;
    }

    // The open ends are outcomes that wait for the next statement.
    private List<OpenEnd> Lay(BlockSyntax block, List<OpenEnd> open)
    {
        foreach (var statement in block.Statements)
        {
            open = statement switch
            {
                StepSyntax step => LayStep(step, open),
                IfSyntax choice => LayIf(choice, open),
                ReturnSyntax => End("return", statement, open),
                FailSyntax => End("fail", statement, open),
                StopSyntax => End("return", statement, open),
                PinSyntax pin => Remember(pin, open),
                TriggerSyntax or RunsSyntax or RolesSyntax => Heading(statement, block, open),
                _ => NotYet(statement, open),
            };
        }

        return open;
    }

    private List<OpenEnd> LayStep(StepSyntax syntax, List<OpenEnd> open)
    {
        var step = _pipeline.Steps.GetValueOrDefault(syntax.Name.Text);
        if (step is null || step.Syntax != syntax)
        {
            // Without a name, or with one that is taken: told already; the flow goes on as if it stood there.
            return open;
        }

        step.Outcomes = StepOutcomes.Find(_pipeline.File, step, _problems);
        var node = Place(step.Name, syntax, open, step);
        _nodeOfStep[step] = node;
        var led = syntax.Settings.OfType<EdgeSyntax>().Where(edge => edge.Targets.Count > 0)
            .SelectMany(edge => edge.Outcomes.Select(outcome => outcome.Name.Text)).ToHashSet(StringComparer.Ordinal);
        var ends = step.Outcomes.Where(outcome => outcome.Continues && !led.Contains(outcome.Name))
            .Select(outcome => new OpenEnd(node, outcome.Name, outcome.Label)).ToList();
        if (syntax.Settings.Any(setting => setting is WhenSyntax))
        {
            ends.Add(new OpenEnd(node, FlowGraph.Outcomes.Skipped, null));
        }

        return ends;
    }

    private List<OpenEnd> LayIf(IfSyntax choice, List<OpenEnd> open)
    {
        var node = Place("if", choice, open);
        var ends = Lay(choice.Then, [new OpenEnd(node, FlowGraph.Outcomes.True, null)]);
        var otherwise = new List<OpenEnd> { new(node, FlowGraph.Outcomes.False, null) };
        return [.. ends, .. choice.Otherwise is null ? otherwise : Lay(choice.Otherwise, otherwise)];
    }

    private List<OpenEnd> End(string kind, StatementSyntax statement, List<OpenEnd> open)
    {
        Place(kind, statement, open);
        return [];
    }

    private List<OpenEnd> Remember(PinSyntax pin, List<OpenEnd> open)
    {
        if (pin.Name.Text != "at" && !pin.Name.IsMissing)
        {
            _problems.Add(NameProblems.UnknownPin(_pipeline.File.At(pin.Name), pin.Name.Text));
        }

        _pin = pin;
        return open;
    }

    private List<OpenEnd> Heading(StatementSyntax statement, BlockSyntax block, List<OpenEnd> open)
    {
        var isAtTop = block == _pipeline.Declaration.Body && _nodes.Count == 0;
        if (!isAtTop)
        {
            var word = statement switch { TriggerSyntax => "on", RunsSyntax => "runs", _ => "roles" };
            _problems.Add(FlowProblems.HeadingNotAtTop(_pipeline.File.At(statement), word));
        }

        return open;
    }

    private List<OpenEnd> NotYet(StatementSyntax statement, List<OpenEnd> open)
    {
        var word = statement switch
        {
            ParallelSyntax => "`parallel`",
            BranchSyntax => "`branch`",
            ForSyntax => "`for`",
            VarSyntax => "`var`",
            _ => "`set`",
        };
        _problems.Add(NameProblems.NotSupportedYet(_pipeline.File.At(statement), word));
        return open;
    }

    private FlowNode Place(string idOrKind, StatementSyntax? syntax, List<OpenEnd> open, StepSymbol? step = null)
    {
        var id = idOrKind;
        if (step is null)
        {
            _counts[idOrKind] = _counts.GetValueOrDefault(idOrKind) + 1;
            id = $"{idOrKind}#{_counts[idOrKind]}";
        }

        var node = new FlowNode(id, _nodes.Count, syntax) { Step = step, Pin = TakePin() };
        _nodes.Add(node);
        _edges.AddRange(open.Select(end => new FlowEdge(end.Node, end.Outcome, [new FlowTarget(node, node.Id)])
        {
            Label = end.Label,
            Span = end.Node.Syntax?.Span ?? default,
        }));
        return node;
    }

    private Pin? TakePin()
    {
        var pin = _pin;
        _pin = null;
        if (pin is null)
        {
            return null;
        }

        var numbers = pin.Arguments.Items.Select(argument => Number(argument.Value)).ToList();
        if (numbers is [{ } x, { } y])
        {
            return new Pin(x, y);
        }

        _problems.Add(TypeProblems.BadPin(_pipeline.File.At(pin)));
        return null;
    }

    private static double? Number(ExpressionSyntax syntax) => syntax switch
    {
        NegateSyntax negate => -Number(negate.Operand),
        NumberSyntax number => Literals.Read(number.Text).Value switch
        {
            IntValue value => value.Value,
            FloatValue value => value.Value,
            _ => null,
        },
        _ => null,
    };

    private void AddWrittenEdges(FlowNode node)
    {
        foreach (var edge in node.Step!.Syntax.Settings.OfType<EdgeSyntax>())
        {
            var targets = edge.Targets.Select(Resolve).OfType<FlowTarget>().ToList();
            var then = edge.Then?.Target is { } exit ? Resolve(exit) : null;
            var max = Max(edge);
            var isFeedback = targets.Any(target => IsFeedback(node, target));
            if (edge.Then is not null && edge.Max is null)
            {
                _problems.Add(FlowProblems.ThenWithoutMax(_pipeline.File.At(edge.Then)));
            }

            if (edge.Max is not null && !isFeedback && targets.Count == edge.Targets.Count)
            {
                _problems.Add(FlowProblems.MaxOfForwardEdge(_pipeline.File.At(edge.Max)));
            }

            if (targets.Count == 0)
            {
                continue;
            }

            if (targets.Count > 1 && !targets.All(target => IsFeedback(node, target)))
            {
                _problems.Add(FlowProblems.ForwardChoice(_pipeline.File.At(edge), targets.First(target => !IsFeedback(node, target)).Path));
            }

            foreach (var outcome in edge.Outcomes.Where(outcome => !outcome.Name.IsMissing))
            {
                _edges.Add(new FlowEdge(node, outcome.Name.Text, targets)
                {
                    Feedback = isFeedback,
                    Max = isFeedback ? max : null,
                    Then = isFeedback ? then : null,
                    Label = node.Step.Outcomes.FirstOrDefault(known => known.Name == outcome.Name.Text)?.Label,
                    Span = edge.Span,
                });
            }
        }
    }

    // A target inside a called pipeline enters that pipeline anew, so it is one even where the call comes later.
    private static bool IsFeedback(FlowNode from, FlowTarget target) => target.Node.Index <= from.Index || target.Path != target.Node.Id;

    private int? Max(EdgeSyntax edge)
    {
        if (edge.Max is null)
        {
            return null;
        }

        if (edge.Max is NumberSyntax number && Literals.Read(number.Text).Value is IntValue { Value: >= 1 and <= 1_000_000 and var max })
        {
            return (int)max;
        }

        _problems.Add(TypeProblems.NotAWholeNumber(_pipeline.File.At(edge.Max), "max", 1, 1_000_000));
        return 1;
    }

    private FlowTarget? Resolve(TargetSyntax target) =>
        TargetPath.Resolve(_pipeline, target, _problems) is { } step && _nodeOfStep.GetValueOrDefault(step) is { } node
            ? new FlowTarget(node, target.ToString())
            : null;

    private IEnumerable<FlowEntry> Entries()
    {
        yield return new FlowEntry(_nodes[0]);
        foreach (var trigger in _pipeline.Declaration.Body.Statements.OfType<TriggerSyntax>().Where(trigger => trigger.Entry is not null))
        {
            if (trigger.Entry!.Path.Count > 1)
            {
                _problems.Add(FlowProblems.EntryInsideCall(_pipeline.File.At(trigger.Entry), trigger.Entry.ToString(), trigger.Entry.Path[0].Text));
            }
            else if (Resolve(trigger.Entry) is { } target)
            {
                yield return new FlowEntry(target.Node);
            }
        }
    }

    private sealed record OpenEnd(FlowNode Node, string Outcome, string? Label);
}
