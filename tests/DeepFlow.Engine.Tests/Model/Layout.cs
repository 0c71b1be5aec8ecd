using System.Collections.Immutable;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Model;

/// <summary>Lays sketches out as definitions, with the edges that the language allows: out of blocks, never into one from outside; forward or back in the order written.</summary>
internal sealed class Layout
{
    private sealed record OpenEnd(string Node, string Outcome);

    private sealed record Placed(string Id, StepSketch Sketch, ImmutableList<object> Blocks, int Index);

    private readonly List<Node> nodes = [];
    private readonly List<Connection> connections = [];
    private readonly List<Placed> steps = [];
    private readonly List<(Placed Step, string Outcome, EdgeSketch Edge)> leaving = [];
    private readonly Dictionary<string, int> counts = [];
    private readonly SortedDictionary<string, WorkflowDefinition> all;
    private readonly string name;
    private readonly string prefix;
    private readonly Layout? around;

    private Layout(SortedDictionary<string, WorkflowDefinition> all, string name, string prefix, Layout? around) => (this.all, this.name, this.prefix, this.around) = (all, name, prefix, around);

    /// <summary>A bundle with the pipeline <c>p</c>, which calls <c>q</c>.</summary>
    public static Bundle Of((Sketch[] Top, Sketch[] Called) sketches)
    {
        var all = new SortedDictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        new Layout(all, "q", "q", null).Run([.. sketches.Called.Select(WithoutCalls)]);
        new Layout(all, "p", "s", null).Run(sketches.Top);
        return new() { Pipelines = all.ToImmutableSortedDictionary(StringComparer.Ordinal) };
    }

    private static Sketch WithoutCalls(Sketch sketch) => sketch switch
    {
        StepSketch { Kind: StepKind.Call } step => step with { Kind = StepKind.Job },
        IfSketch choice => choice with { Then = [.. choice.Then.Select(WithoutCalls)], Otherwise = [.. choice.Otherwise.Select(WithoutCalls)] },
        ParallelSketch parallel => parallel with { Branches = [.. parallel.Branches.Select(b => b.Select(WithoutCalls).ToArray())] },
        ForSketch loop => loop with { Body = [.. loop.Body.Select(WithoutCalls)] },
        _ => sketch,
    };

    private void Run(Sketch[] body)
    {
        var open = Lay(body, [], []);
        if (open.Count > 0 || nodes.Count == 0)
            Place(new ReturnNode(Next("return"), around is null
                ? [new("v", new Name("v")), new("x", LatestOutput())]
                : [.. steps.Select(s => new Field(s.Id, new RecordOf([new("x", Output(s.Id, "x"))])))]), open);
        foreach (var step in steps)
            foreach (var edge in step.Sketch.Edges) AddEdge(step, edge);
        all[name] = new(name, nodes[0].Id)
        {
            Nodes = [.. nodes], Connections = [.. connections],
            Variables = around is null ? [new("v", "int", Constant(0))] : [],
            Parameters = around is null ? [] : [new("item", "int"), new("v", "int")],
        };
    }

    private List<OpenEnd> Lay(Sketch[] body, List<OpenEnd> open, ImmutableList<object> blocks)
    {
        foreach (var sketch in body)
        {
            if (open.Count == 0 && nodes.Count > 0) return open; // nothing leads here
            open = sketch switch
            {
                StepSketch step => LayStep(step, open, blocks),
                SetSketch => around is null ? [new(Place(new SetNode(Next("set"), "v", new Binary(BinaryOperator.Add, new Name("v"), Constant(1))), open), "done")] : open,
                FailSketch => LayFail(open),
                IfSketch choice => LayIf(choice, open, blocks),
                ParallelSketch parallel => LayParallel(parallel, open, blocks),
                ForSketch loop => LayFor(loop, open, blocks),
                _ => throw new InvalidOperationException(),
            };
        }
        return open;
    }

    private List<OpenEnd> LayStep(StepSketch sketch, List<OpenEnd> open, ImmutableList<object> blocks)
    {
        if (sketch.Kind == StepKind.Call && around is not null) sketch = sketch with { Kind = StepKind.Job };
        var id = $"{prefix}{steps.Count + 1}";
        var settings = new StepSettings
        {
            When = sketch.When < 6 ? Condition(sketch.When) : null,
            Timeout = sketch.HasTimeout && sketch.Kind != StepKind.Inline ? TimeSpan.FromHours(1) : null,
            Retry = sketch.Retries > 0 && sketch.Kind == StepKind.Job ? new(sketch.Retries, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)) : null,
            Due = sketch.Retries > 0 && sketch.Kind == StepKind.Task ? new(TimeSpan.FromMinutes(5), ["boss"]) : null,
            By = sketch.Kind == StepKind.Task ? ["judge"] : [],
        };
        Field[] arguments = [new("x", LatestOutput())];
        Node node = sketch.Kind switch
        {
            StepKind.Job => new ActivityNode(id, "work", ActivityKind.Job) { Arguments = [.. arguments], Settings = settings },
            StepKind.Task => Person(id) with { Arguments = [.. arguments], Settings = settings },
            StepKind.Inline => new ActivityNode(id, "gate", ActivityKind.Inline) { Arguments = [new("require", new RecordOf([new("holds", Condition(sketch.Retries + 1))]))], Settings = settings },
            StepKind.Wait when sketch.Retries == 0 => new ActivityNode(id, "delay", ActivityKind.Wait) { Arguments = [new("for", new Literal(Value.Of(TimeSpan.FromMinutes(9))))], Settings = settings },
            StepKind.Wait => new ActivityNode(id, "wait_for", ActivityKind.Wait) { Arguments = [new("event", new Literal(Value.Of("go")))], Settings = settings },
            _ => new CallNode(id, "q") { Arguments = [.. arguments], Settings = settings },
        };
        Place(node, open);
        steps.Add(new(id, sketch, blocks, nodes.Count - 1));
        var ends = new List<OpenEnd> { new(id, sketch switch { { Kind: StepKind.Task } => "approve", { Kind: StepKind.Wait, Retries: > 0 } => "received", _ => "done" }) };
        if (settings.When is not null) ends.Add(new(id, "skipped"));
        return ends;
    }

    private List<OpenEnd> LayFail(List<OpenEnd> open)
    {
        Place(new FailNode(Next("fail"), new Literal(Value.Of("it shall fail"))), open);
        return [];
    }

    private List<OpenEnd> LayIf(IfSketch choice, List<OpenEnd> open, ImmutableList<object> blocks)
    {
        var id = Place(new DecisionNode(Next("if"), Condition(choice.Condition)), open);
        return [.. Lay(choice.Then, [new(id, "true")], blocks), .. Lay(choice.Otherwise, [new(id, "false")], blocks)];
    }

    private List<OpenEnd> LayParallel(ParallelSketch parallel, List<OpenEnd> open, ImmutableList<object> blocks)
    {
        var (fork, join) = (Next("parallel"), Next("join"));
        var at = nodes.Count;
        Place(new ForkNode(fork, [], join, parallel.Any), open);
        var ends = new List<OpenEnd>();
        var branches = new List<Branch>();
        for (var i = 0; i < parallel.Branches.Length; i++)
        {
            var first = nodes.Count;
            ends.AddRange(Lay(parallel.Branches[i], [new(fork, $"b{i}")], blocks.Add((fork, i))));
            branches.Add(new($"b{i}", [.. nodes.Skip(first).Select(n => n.Id)]));
        }
        nodes[at] = ((ForkNode)nodes[at]) with { Branches = [.. branches] };
        Place(new JoinNode(join, fork), ends);
        return [new(join, "done")];
    }

    private List<OpenEnd> LayFor(ForSketch loop, List<OpenEnd> open, ImmutableList<object> blocks)
    {
        var id = Next("for");
        var body = new Layout(all, $"{name}.{id}", $"{prefix}{id[4..]}_", this);
        body.Run(loop.Body);
        Place(new ForNode(id, body.name, "item", new ListOf([.. Enumerable.Range(0, loop.Elements).Select(i => Constant(i))]), loop.Max, [new("v", new Name("v"))],
            [.. body.steps.Select(s => s.Id)]), open);
        foreach (var (step, outcome, edge) in body.leaving)
            Connect(new(id, step.Sketch, blocks, nodes.Count - 1), $"{step.Id}.{outcome}", edge);
        return [new(id, "done")];
    }

    private void AddEdge(Placed step, EdgeSketch edge)
    {
        var outcome = (step.Sketch.Kind, edge.Outcome) switch
        {
            (StepKind.Task, < 4) or (StepKind.Inline, _) => "reject",
            (StepKind.Job, < 2) => "again",
            (_, 5) when step.Sketch.HasTimeout => "timeout",
            _ => "failed",
        };
        Connect(step, outcome, edge);
    }

    private void Connect(Placed from, string outcome, EdgeSketch edge)
    {
        if (connections.Any(c => c.From == from.Id && c.Outcome == outcome)) return;
        if (around is not null && edge.Inside < 5)
        {
            var exit = Place(new ExitNode(Next("exit"), $"{from.Id}.{outcome}"), []);
            connections.Add(new(from.Id, outcome, [exit]));
            leaving.Add((from, outcome, edge));
            return;
        }
        var targets = steps.Where(t => t.Blocks.All(from.Blocks.Contains)).ToList();
        if (targets.Count == 0) return;
        var target = targets[edge.Target % targets.Count];
        var path = target.Sketch.Kind == StepKind.Call && edge.Inside % 2 == 0 && all["q"].Nodes.OfType<ActivityNode>().ToList() is { Count: > 0 } inner
            ? $"{target.Id}.{inner[edge.Second % inner.Count].Id}" : target.Id;
        var feedback = target.Index <= from.Index || path != target.Id;
        // A loop that neither a worker nor a person can leave is counted, as the compiler demands.
        var goesByItself = from.Sketch.Kind is StepKind.Inline or StepKind.Call || outcome.Contains('.');
        var max = !feedback ? null : edge.Max > 0 ? edge.Max : goesByItself ? 2 : (int?)null;
        var thens = max is null || edge.Then >= 30 ? [] : targets.Where(t => t.Index > from.Index).ToList();
        var second = feedback && outcome == "reject" && from.Sketch.Kind == StepKind.Task && edge.Second > 6 && targets.FirstOrDefault(t => t.Index <= from.Index && t != target) is { } other ? other.Id : null;
        connections.Add(new(from.Id, outcome, second is null ? [path] : [path, second]) { Feedback = feedback, Max = max, Then = thens.Count > 0 ? thens[edge.Then % thens.Count].Id : null });
    }

    private Expression Condition(int number) => number switch
    {
        0 => new Binary(BinaryOperator.Greater, new Name("v"), Constant(0)),
        1 => new Binary(BinaryOperator.Greater, LatestOutput(), Constant(4)),
        2 => new Binary(BinaryOperator.Less, LatestOutput(), Constant(7)),
        3 => new Literal(Value.False),
        4 => new Binary(BinaryOperator.Less, new Name("v"), Constant(2)),
        _ => new Literal(Value.True),
    };

    private Expression LatestOutput() => steps.Count > 0 ? Output(steps[^1].Id, "x") : new Literal(Value.Of(5));

    private string Place(Node node, List<OpenEnd> open)
    {
        nodes.Add(node);
        connections.AddRange(open.Select(end => new Connection(end.Node, end.Outcome, [node.Id])));
        return node.Id;
    }

    private string Next(string kind) => $"{kind}#{counts[kind] = counts.GetValueOrDefault(kind) + 1}";
}
