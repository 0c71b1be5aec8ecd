using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Graph;

/// <summary>
/// Lays a pipeline's statements out by the rules of its flow, without asking what its expressions mean; a test holds it to what the compiler emits.
/// </summary>
internal sealed class PictureBuilder(SourceText source, PipelineSyntax pipeline, ActivityCatalog catalog, IReadOnlySet<string> pipelines)
{
    private readonly List<PictureNode> _nodes = [];
    private readonly List<PictureEdge> _edges = [];
    private readonly List<(StepSyntax Syntax, StepOutline Outline)> _steps = [];
    private readonly Dictionary<string, int> _indexOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _roles = pipeline.Body.Statements.OfType<RolesSyntax>().SelectMany(roles => roles.Entries)
        .DistinctBy(entry => entry.Activity.Text).ToDictionary(entry => entry.Activity.Text, entry => entry.Role.Text, StringComparer.Ordinal);
    private readonly Dictionary<string, StatementSyntax> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BlockSyntax> _blocks = new(StringComparer.Ordinal) { [""] = pipeline.Body };
    private PinSyntax? _pin;

    /// <summary>The statement that each node draws.</summary>
    public IReadOnlyDictionary<string, StatementSyntax> Statements => _statements;

    /// <summary>The blocks by the names that nodes call them by; the pipeline's own is called by nothing.</summary>
    public IReadOnlyDictionary<string, BlockSyntax> Blocks => _blocks;

    /// <summary>The outcomes by which a step that calls it goes on.</summary>
    public IEnumerable<string> GoesOnBy(string callee) =>
        catalog.Find(callee) is { } activity ? activity.Outcomes.Where(outcome => outcome.Continues).Select(outcome => outcome.Name) : ["done"];

    public Picture Build()
    {
        var open = Lay(pipeline.Body, [], []);
        if (open.Count > 0 || _indexOf.Count == 0)
        {
            Place(new PictureNode(Numbered("return", []), PictureNodeKind.Return, null, null), null, open);
        }

        foreach (var (syntax, outline) in _steps)
        {
            AddWrittenEdges(syntax, outline);
        }

        var first = _nodes.First(node => _indexOf.ContainsKey(node.Id)).Id;
        var order = _edges.OrderBy(edge => _indexOf[edge.From]).ToList();
        return new Picture(pipeline.Name.Text, pipeline.Doc, SpanOf(pipeline.Span), _nodes, order, [new PictureEntry(null, first), .. Triggers(first)]);
    }

    // The open ends are outcomes that wait for the next statement.
    private List<OpenEnd> Lay(BlockSyntax block, List<OpenEnd> open, IReadOnlyList<string> blocks)
    {
        foreach (var statement in block.Statements)
        {
            open = statement switch
            {
                StepSyntax step => LayStep(step, open, blocks),
                IfSyntax choice => LayIf(choice, open, blocks),
                ParallelSyntax parallel => LayParallel(parallel, open, blocks),
                ForSyntax loop => LayFor(loop, open, blocks),
                SetSyntax set => GoOn(Place(Node("set", PictureNodeKind.Set, set, $"{set.Name.Text} = {TextOf(set.Value)}", blocks), set, open)),
                VarSyntax variable => Declare(variable, open, blocks),
                ReturnSyntax or StopSyntax => End("return", PictureNodeKind.Return, statement, null, open, blocks),
                FailSyntax fail => End("fail", PictureNodeKind.Fail, fail, fail.Message is null ? null : TextOf(fail.Message), open, blocks),
                PinSyntax pin => Remember(pin, open),
                _ => open,
            };
        }

        return open;
    }

    private List<OpenEnd> LayStep(StepSyntax step, List<OpenEnd> open, IReadOnlyList<string> blocks)
    {
        if (step.Name.IsMissing || _indexOf.ContainsKey(step.Name.Text))
        {
            return open;
        }

        var outline = StepOutline.Of(step, catalog, pipelines);
        var by = step.Settings.OfType<BySyntax>().SelectMany(setting => setting.Holders).Select(holder => holder.Word).ToList();
        var id = Place(
            new PictureNode(step.Name.Text, outline.IsCall ? PictureNodeKind.Call : PictureNodeKind.Step, null, SpanOf(step.Span))
            {
                Callee = step.Callee.Text,
                Title = step.Arguments.Items.FirstOrDefault(argument => argument.Name?.Text == "title")?.Value is TextSyntax title ? title.Plain : null,
                Roles = by.Count > 0 ? by : _roles.TryGetValue(step.Callee.Text, out var role) ? [role] : outline.Role is { } usual ? [usual] : [],
                Human = outline.Human,
                Optional = step.Settings.Any(setting => setting is WhenSyntax),
                Blocks = blocks,
                Documentation = step.Doc,
                Pin = TakePin(),
                Extent = step.Span,
                NameExtent = step.Name.Span,
                Ports = [.. outline.Ports(step)],
            },
            step,
            open);
        _steps.Add((step, outline));
        return [.. outline.OpenEnds(step).Select(end => new OpenEnd(id, end.Outcome, end.Label))];
    }

    private List<OpenEnd> LayIf(IfSyntax choice, List<OpenEnd> open, IReadOnlyList<string> blocks)
    {
        var id = Place(Node("if", PictureNodeKind.Decision, choice, TextOf(choice.Condition), blocks, choice.Doc), choice, open);
        _blocks[id + "/true"] = choice.Then;
        if (choice.Otherwise is not null)
        {
            _blocks[id + "/false"] = choice.Otherwise;
        }

        var ends = Lay(choice.Then, [new OpenEnd(id, "true")], [.. blocks, id + "/true"]);
        var otherwise = new List<OpenEnd> { new(id, "false") };
        return [.. ends, .. choice.Otherwise is null ? otherwise : Lay(choice.Otherwise, otherwise, [.. blocks, id + "/false"])];
    }

    private List<OpenEnd> LayParallel(ParallelSyntax parallel, List<OpenEnd> open, IReadOnlyList<string> blocks)
    {
        var fork = Place(Node("parallel", PictureNodeKind.Fork, parallel, parallel.Any ? "any" : null, blocks), parallel, open);
        var join = new PictureNode(Numbered("join", blocks), PictureNodeKind.Join, null, SpanOf(parallel.Span)) { Blocks = blocks };
        var arriving = new List<OpenEnd>();
        foreach (var branch in Branches.Of(parallel))
        {
            _blocks.TryAdd($"{fork}/{branch.Name}", branch.Body);
            arriving.AddRange(Lay(branch.Body, [new OpenEnd(fork, branch.Name)], [.. blocks, $"{fork}/{branch.Name}"]));
        }

        return GoOn(Place(join, null, arriving));
    }

    private List<OpenEnd> LayFor(ForSyntax loop, List<OpenEnd> open, IReadOnlyList<string> blocks)
    {
        var text = $"{loop.Item.Text} in {TextOf(loop.List)}{(loop.Max is null ? "" : $", at most {TextOf(loop.Max)} at once")}";
        var id = Place(Node("for", PictureNodeKind.For, loop, text, blocks), loop, open);
        _blocks[id] = loop.Body;
        Lay(loop.Body, [], [.. blocks, id]);
        return GoOn(id);
    }

    private List<OpenEnd> Declare(VarSyntax variable, List<OpenEnd> open, IReadOnlyList<string> blocks)
    {
        var node = Node("var", PictureNodeKind.Variable, variable, $"{variable.Name.Text} = {TextOf(variable.Value)}", blocks);
        _nodes.Add(node);
        _statements[node.Id] = variable;
        return open;
    }

    private List<OpenEnd> End(
        string kind, PictureNodeKind nodeKind, StatementSyntax statement, string? text, List<OpenEnd> open, IReadOnlyList<string> blocks)
    {
        Place(Node(kind, nodeKind, statement, text, blocks), statement, open);
        return [];
    }

    private static List<OpenEnd> GoOn(string id) => [new OpenEnd(id, "done")];

    private List<OpenEnd> Remember(PinSyntax pin, List<OpenEnd> open)
    {
        _pin = pin;
        return open;
    }

    private PictureNode Node(string word, PictureNodeKind kind, StatementSyntax statement, string? text, IReadOnlyList<string> blocks, string? doc = null) =>
        new(Numbered(word, blocks), kind, text, SpanOf(statement.Span)) { Blocks = blocks, Documentation = doc, Pin = TakePin(), Extent = statement.Span };

    // The body of a `for` is a pipeline of its own, with numbers of its own.
    private string Numbered(string word, IReadOnlyList<string> blocks)
    {
        var loop = blocks.LastOrDefault(block => _statements.GetValueOrDefault(block) is ForSyntax);
        var name = loop is null ? word : $"{loop}/{word}";
        return $"{name}#{_counts[name] = _counts.GetValueOrDefault(name) + 1}";
    }

    private string Place(PictureNode node, StatementSyntax? statement, List<OpenEnd> open)
    {
        if (statement is not null)
        {
            _statements[node.Id] = statement;
        }

        _indexOf[node.Id] = _nodes.Count;
        _nodes.Add(node);
        _edges.AddRange(open.Select(end => new PictureEdge(end.Node, end.Outcome, [node.Id]) { Label = end.Label }));
        return node.Id;
    }

    private void AddWrittenEdges(StepSyntax step, StepOutline outline)
    {
        foreach (var setting in step.Settings.OfType<EdgeSyntax>())
        {
            var targets = setting.Targets.Where(target => _indexOf.ContainsKey(target.Path[0].Text)).ToList();
            if (targets.Count == 0)
            {
                continue;
            }

            // A target inside a called pipeline enters that pipeline anew, so the edge leads back even where the call comes later.
            var feedback = targets.Any(target => target.Path.Count > 1 || _indexOf[target.Path[0].Text] <= _indexOf[step.Name.Text]);
            _edges.AddRange(setting.Outcomes.Where(outcome => !outcome.Name.IsMissing).Select(
                outcome => new PictureEdge(step.Name.Text, outcome.Name.Text, [.. targets.Select(target => target.ToString())])
                {
                    Feedback = feedback,
                    Max = feedback && int.TryParse(setting.Max is null ? null : TextOf(setting.Max), out var max) ? max : null,
                    Then = feedback && setting.Then is { } then ? then.Target?.ToString() ?? "fail" : null,
                    Label = outcome.Label ?? outline.LabelOf(outcome.Name.Text),
                    Span = SpanOf(setting.Span),
                    Extent = setting.Span,
                }));
        }
    }

    private IEnumerable<PictureEntry> Triggers(string first) => pipeline.Body.Statements.OfType<TriggerSyntax>()
        .Select(trigger => (trigger, Entry: trigger.Entry?.Path[0].Text ?? first))
        .Where(entry => _indexOf.ContainsKey(entry.Entry))
        .Select(entry => new PictureEntry($"{entry.trigger.Kind.Text}{(entry.trigger.Arguments is { } given ? source.Slice(given.Span) : "")}", entry.Entry));

    private Pin? TakePin()
    {
        var numbers = _pin?.Arguments.Items
            .Select(argument => double.TryParse(TextOf(argument.Value), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : (double?)null).ToList();
        _pin = null;
        return numbers is [{ } x, { } y] ? new Pin(x, y) : null;
    }

    private string TextOf(SyntaxNode node) => string.Join(' ', source.Slice(node.Span).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private SourceSpan SpanOf(TextSpan span)
    {
        var (start, end) = (source.PositionOf(span.Start), source.PositionOf(span.End));
        return new SourceSpan(source.Path, start.Line, start.Column, end.Line, end.Column);
    }

    private sealed record OpenEnd(string Node, string Outcome, string? Label = null);
}
