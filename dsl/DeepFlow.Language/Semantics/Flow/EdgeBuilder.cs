using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>
/// The edges that <c>on outcome -> target</c> writes. An edge may leave blocks and never enters one. One that leaves the body of a
/// <c>for</c> is two: in the body it leads to an exit, around it from the <c>for</c>'s outcome of that name to the target.
/// </summary>
internal sealed class EdgeBuilder
{
    private readonly FlowRegion _region;
    private readonly ProgramFile _file;
    private readonly IReadOnlyList<FlowNode> _nodes;
    private readonly SymbolTable _symbols;
    private readonly DiagnosticBag _problems;
    private readonly Dictionary<StepSymbol, FlowNode> _nodeOf = [];
    private readonly List<FlowNode> _exits = [];

    public EdgeBuilder(FlowRegion region, IReadOnlyList<FlowNode> nodes, SymbolTable symbols, DiagnosticBag problems)
    {
        _region = region;
        _file = region.Pipeline.File;
        _nodes = nodes;
        _symbols = symbols;
        _problems = problems;
        foreach (var node in nodes)
        {
            foreach (var step in node.Provides)
            {
                _nodeOf[step] = node;
            }
        }
    }

    /// <summary>Where the region is left, found by <see cref="Build"/>.</summary>
    public IReadOnlyList<FlowNode> Exits => _exits;

    public IEnumerable<FlowEdge> Build() => _nodes.SelectMany(node =>
        node.Step is { } step ? step.Syntax.Settings.OfType<EdgeSyntax>().SelectMany(edge => EdgesOf(node, step, edge))
        : node.Loop is { } loop ? loop.Steps.SelectMany(inner => inner.Syntax.Settings.OfType<EdgeSyntax>().SelectMany(edge => EdgesOutOf(node, inner, edge)))
        : []).ToList();

    /// <summary>Where triggers enter.</summary>
    public IEnumerable<FlowEntry> Entries()
    {
        var triggers = _region.Loop is null ? _region.Body.Statements.OfType<TriggerSyntax>() : [];
        foreach (var entry in triggers.Select(trigger => trigger.Entry).OfType<TargetSyntax>())
        {
            if (entry.Path.Count > 1)
            {
                _problems.Add(FlowProblems.EntryInsideCall(_file.At(entry), entry.ToString(), entry.Path[0].Text));
            }
            else if (TargetPath.Resolve(_region.Pipeline, entry, _symbols, _problems) is { } step)
            {
                if (step.Blocks.Count > 0)
                {
                    _problems.Add(FlowProblems.EdgeIntoBlock(_file.At(entry), entry.ToString(), BlockOf(step.Blocks[0])));
                }
                else if (_nodeOf.GetValueOrDefault(step) is { } node)
                {
                    yield return new FlowEntry(node);
                }
            }
        }
    }

    private IEnumerable<FlowEdge> EdgesOf(FlowNode node, StepSymbol step, EdgeSyntax edge)
    {
        var targets = edge.Targets.Select(target => (Syntax: target, Step: Enter(step, target))).Where(target => target.Step is not null).ToList();
        var then = edge.Then?.Target is { } exit && Enter(step, exit) is { } exitStep ? (Syntax: exit, Step: exitStep) : default;
        if (edge.Then is not null && edge.Max is null)
        {
            _problems.Add(FlowProblems.ThenWithoutMax(_file.At(edge.Then)));
        }

        var isFeedback = targets.Any(target => IsFeedback(step, target.Step!, target.Syntax));
        if (edge.Max is not null && !isFeedback && targets.Count == edge.Targets.Count)
        {
            _problems.Add(FlowProblems.MaxOfForwardEdge(_file.At(edge.Max)));
        }

        if (targets.Count == 0)
        {
            return [];
        }

        if (targets.Count > 1 && targets.FirstOrDefault(target => !IsFeedback(step, target.Step!, target.Syntax)) is { Syntax: { } forward })
        {
            _problems.Add(FlowProblems.ForwardChoice(_file.At(edge), forward.ToString()));
        }

        var all = then.Step is null ? targets.Select(target => target.Step!) : targets.Select(target => target.Step!).Append(then.Step);
        if (all.Select(target => _region.Holds(target)).Distinct().Count() > 1)
        {
            _problems.Add(FlowProblems.TargetsInAndOut(_file.At(edge)));
            return [];
        }

        var outcomes = edge.Outcomes.Where(outcome => !outcome.Name.IsMissing).Select(outcome => outcome.Name.Text);
        if (!_region.Holds(targets[0].Step!))
        {
            return outcomes.Select(outcome => ToExit(node, outcome, $"{step.Name}.{outcome}", edge));
        }

        return Connect(node, outcomes, edge, isFeedback, [.. targets.Select(target => To(target.Step!, target.Syntax))], then.Step is null ? null : To(then.Step, then.Syntax));
    }

    // What leaves the body of the `for` at this node, or of a `for` inside it.
    private IEnumerable<FlowEdge> EdgesOutOf(FlowNode node, StepSymbol inner, EdgeSyntax edge)
    {
        var silent = new DiagnosticBag(); // told where the body's own graph is built
        var loop = (ForSyntax)node.Syntax!;
        var targets = edge.Targets.Select(target => (Syntax: target, Step: TargetPath.Resolve(_region.Pipeline, target, _symbols, silent)))
            .Where(target => target.Step is not null && MayEnter(inner, target.Step) && ForAround(target.Step, target.Syntax) is null
                && !target.Step.Blocks.Any(block => ReferenceEquals(block, loop)))
            .ToList();
        if (targets.Count == 0)
        {
            return [];
        }

        var outcomes = edge.Outcomes.Where(outcome => !outcome.Name.IsMissing).Select(outcome => $"{inner.Name}.{outcome.Name.Text}");
        if (!_region.Holds(targets[0].Step!))
        {
            return outcomes.Select(outcome => ToExit(node, outcome, outcome, edge));
        }

        var then = edge.Then?.Target is { } exit && TargetPath.Resolve(_region.Pipeline, exit, _symbols, silent) is { } exitStep && _nodeOf.ContainsKey(exitStep) ? To(exitStep, exit) : null;
        var isFeedback = targets.Any(target => IsFeedback(inner, target.Step!, target.Syntax));
        return Connect(node, outcomes, edge, isFeedback, [.. targets.Where(target => _nodeOf.ContainsKey(target.Step!)).Select(target => To(target.Step!, target.Syntax))], then);
    }

    private IEnumerable<FlowEdge> Connect(
        FlowNode node, IEnumerable<string> outcomes, EdgeSyntax edge, bool isFeedback, IReadOnlyList<FlowTarget> targets, FlowTarget? then)
    {
        var max = Max(edge);
        return outcomes.Select(outcome => new FlowEdge(node, outcome, targets)
        {
            Feedback = isFeedback,
            Max = isFeedback ? max : null,
            Then = isFeedback ? then : null,
            Label = node.Step?.Outcomes.FirstOrDefault(known => known.Name == outcome)?.Label,
            Span = edge.Span,
        });
    }

    private FlowEdge ToExit(FlowNode node, string outcome, string named, EdgeSyntax edge)
    {
        var exit = _exits.FirstOrDefault(known => known.Exit == named);
        if (exit is null)
        {
            exit = new FlowNode($"exit#{_exits.Count + 1}", _nodes.Count + _exits.Count, null) { Exit = named };
            _exits.Add(exit);
        }

        return new FlowEdge(node, outcome, [new FlowTarget(exit, exit.Id)]) { Span = edge.Span };
    }

    private FlowTarget To(StepSymbol step, TargetSyntax target) => new(_nodeOf[step], target.ToString());

    /// <summary>The step that the target names, where an edge of <paramref name="from"/> may lead to it; else null, and told.</summary>
    private StepSymbol? Enter(StepSymbol from, TargetSyntax target)
    {
        if (TargetPath.Resolve(_region.Pipeline, target, _symbols, _problems) is not { } step)
        {
            return null;
        }

        if (ForAround(step, target) is { } loop)
        {
            _problems.Add(FlowProblems.EdgeIntoBlock(_file.At(target), target.ToString(), BlockOf(loop)));
            return null;
        }

        if (MayEnter(from, step))
        {
            return step;
        }

        var entered = step.Blocks.First(block => !from.Blocks.Any(around => ReferenceEquals(around, block)));
        _problems.Add(FlowProblems.EdgeIntoBlock(_file.At(target), target.ToString(), BlockOf(entered)));
        return null;
    }

    /// <summary>The <c>for</c> of a called pipeline in which the target lies: it runs once for each element, so that no run would know which is meant.</summary>
    private static ForSyntax? ForAround(StepSymbol first, TargetSyntax target)
    {
        var step = first;
        foreach (var name in target.Path.Skip(1))
        {
            step = step.Callee!.Steps[name.Text];
            if (step.Blocks.OfType<ForSyntax>().FirstOrDefault() is { } loop)
            {
                return loop;
            }
        }

        return null;
    }

    private static bool MayEnter(StepSymbol from, StepSymbol to) =>
        to.Blocks.All(block => from.Blocks.Any(around => ReferenceEquals(around, block)));

    private static string BlockOf(SyntaxNode block) => block switch
    {
        ForSyntax => "a `for`",
        BranchSyntax branch => $"the branch `{branch.Name.Text}`",
        _ => "a branch of a `parallel`",
    };

    // A target inside a called pipeline enters that pipeline anew, so it is one even where the call comes later.
    private static bool IsFeedback(StepSymbol from, StepSymbol to, TargetSyntax target) =>
        to.Syntax.Span.Start <= from.Syntax.Span.Start || target.Path.Count > 1;

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

        _problems.Add(TypeProblems.NotAWholeNumber(_file.At(edge.Max), "max", 1, 1_000_000));
        return 1;
    }
}
