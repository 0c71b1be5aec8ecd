using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>
/// Lays the statements of a region out as a graph: each goes on to the next by the outcomes that continue, <c>if</c> forks by
/// <c>true</c> and <c>false</c>, <c>parallel</c> starts all its branches, a <c>for</c> is one node, and a <c>when</c> adds <c>skipped</c>.
/// <see cref="EdgeBuilder"/> adds what <c>on outcome -> target</c> says.
/// </summary>
internal sealed class FlowBuilder
{
    private readonly FlowRegion _region;
    private readonly PipelineSymbol _pipeline;
    private readonly SymbolTable _symbols;
    private readonly DiagnosticBag _problems;
    private readonly List<FlowNode> _nodes = [];
    private readonly List<FlowEdge> _edges = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private PinSyntax? _pin;

    private FlowBuilder(FlowRegion region, SymbolTable symbols, DiagnosticBag problems)
    {
        _region = region;
        _pipeline = region.Pipeline;
        _symbols = symbols;
        _problems = problems;
    }

    public static FlowGraph Build(FlowRegion region, SymbolTable symbols, DiagnosticBag problems) =>
        new FlowBuilder(region, symbols, problems).Run();

    private FlowGraph Run()
    {
        var open = Lay(_region.Body, []);
        if (open.Count > 0 || _nodes.Count == 0)
        {
            Place("return", null, open);
            if (_region.Loop is null && _pipeline.Results.Count > 0 && !_pipeline.Declaration.Name.IsMissing)
            {
                _problems.Add(FlowProblems.ReturnMissing(
                    _pipeline.File.At(_pipeline.Declaration.Name), _pipeline.Name, [.. _pipeline.Results.Select(result => result.Name)]));
            }
        }

        var written = new EdgeBuilder(_region, _nodes, _symbols, _problems);
        _edges.AddRange(written.Build());
        return new FlowGraph(
            [.. _nodes, .. written.Exits],
            [.. _edges.OrderBy(edge => edge.From.Index).ThenBy(OutcomeOrder)],
            [new FlowEntry(_nodes[0]), .. written.Entries()]);
    }

    // As the step declares its outcomes; true before false; skipped last.
    private static int OutcomeOrder(FlowEdge edge)
    {
        var outcomes = edge.From.Step?.Outcomes ?? [];
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].Name == edge.Outcome)
            {
                return i;
            }
        }

        return edge.From.Step is not null || edge.Outcome == FlowGraph.Outcomes.False ? int.MaxValue : 0;
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
                ParallelSyntax parallel => LayParallel(parallel, open),
                ForSyntax loop => LayFor(loop, open),
                SetSyntax set => [new OpenEnd(Place("set", set, open), FlowGraph.Outcomes.Done, null)],
                VarSyntax => open,
                BranchSyntax branch => LayStray(branch, open),
                FailSyntax => End("fail", statement, open),
                ReturnSyntax or StopSyntax => LayReturn(statement, open),
                PinSyntax pin => Remember(pin, open),
                _ => Heading(statement, block, open),
            };
        }

        return open;
    }

    private List<OpenEnd> LayStep(StepSyntax syntax, List<OpenEnd> open)
    {
        var step = _pipeline.Steps.GetValueOrDefault(syntax.Name.Text);
        if (step is null || !ReferenceEquals(step.Syntax, syntax))
        {
            // Without a name, or with one that is taken: told already; the flow goes on as if it stood there.
            return open;
        }

        step.Outcomes = StepOutcomes.Find(_pipeline.File, step, _symbols, _problems);
        var node = Place(step.Name, syntax, open, step);
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

    private List<OpenEnd> LayParallel(ParallelSyntax parallel, List<OpenEnd> open)
    {
        var branches = Branches.Of(_pipeline, parallel, _problems);
        var number = _counts["parallel"] = _counts.GetValueOrDefault("parallel") + 1;
        var fork = Place($"parallel#{number}", parallel, open, shape: new ForkShape([.. branches.Select(branch => branch.Name)], $"join#{number}", parallel.Any));
        var ends = new List<OpenEnd>();
        var inside = new List<IReadOnlyList<string>>();
        foreach (var branch in branches)
        {
            var first = _nodes.Count;
            ends.AddRange(Lay(branch.Body, [new OpenEnd(fork, branch.Name, null)]).Select(end => end with { Branch = branch.Name }));
            inside.Add([.. _nodes.Skip(first).Select(node => node.Id)]);
        }

        fork.Fork!.Inside = inside;

        return [new OpenEnd(Place($"join#{number}", null, ends, joinOf: fork), FlowGraph.Outcomes.Done, null)];
    }

    private List<OpenEnd> LayFor(ForSyntax loop, List<OpenEnd> open)
    {
        var number = _counts["for"] = _counts.GetValueOrDefault("for") + 1;
        var steps = _pipeline.Steps.Values.Where(step => step.Blocks.Any(block => ReferenceEquals(block, loop))).ToList();
        var node = Place($"for#{number}", loop, open, loop: new LoopShape($"{_region.Name}.for#{number}", steps));
        return [new OpenEnd(node, FlowGraph.Outcomes.Done, null)];
    }

    private List<OpenEnd> LayStray(BranchSyntax branch, List<OpenEnd> open)
    {
        _problems.Add(FlowProblems.BranchOutsideParallel(_pipeline.File.At(branch.Name.IsMissing ? branch.Span : branch.Name.Span)));
        return Lay(branch.Body, open);
    }

    private List<OpenEnd> LayReturn(StatementSyntax statement, List<OpenEnd> open)
    {
        if (_region.Loop is null)
        {
            return End("return", statement, open);
        }

        _problems.Add(FlowProblems.EndInsideFor(_pipeline.File.At(statement), statement is StopSyntax ? "stop" : "return"));
        return [];
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
        var isAtTop = ReferenceEquals(block, _pipeline.Declaration.Body) && _nodes.Count == 0;
        if (!isAtTop)
        {
            var word = statement switch { TriggerSyntax => "on", RunsSyntax => "runs", _ => "roles" };
            _problems.Add(FlowProblems.HeadingNotAtTop(_pipeline.File.At(statement), word));
        }

        return open;
    }

    private FlowNode Place(
        string idOrKind,
        StatementSyntax? syntax,
        List<OpenEnd> open,
        StepSymbol? step = null,
        ForkShape? shape = null,
        FlowNode? joinOf = null,
        LoopShape? loop = null)
    {
        var id = idOrKind;
        if (step is null && !id.Contains('#'))
        {
            _counts[idOrKind] = _counts.GetValueOrDefault(idOrKind) + 1;
            id = $"{idOrKind}#{_counts[idOrKind]}";
        }

        var node = new FlowNode(id, _nodes.Count, syntax)
        {
            Step = step, Pin = joinOf is null ? TakePin() : null, Fork = shape, JoinOf = joinOf, Loop = loop,
        };
        _nodes.Add(node);
        _edges.AddRange(open.Select(end => new FlowEdge(end.Node, end.Outcome, [new FlowTarget(node, node.Id)])
        {
            Label = end.Label,
            Span = end.Node.Syntax?.Span ?? default,
            Branch = end.Branch,
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

    private sealed record OpenEnd(FlowNode Node, string Outcome, string? Label)
    {
        public string? Branch { get; init; }
    }
}
