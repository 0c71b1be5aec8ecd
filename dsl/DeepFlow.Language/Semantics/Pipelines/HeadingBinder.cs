using System.Collections.Immutable;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>What stands at a pipeline's top: triggers, <c>runs</c> and <c>roles</c>.</summary>
internal sealed class HeadingBinder(PipelineSymbol pipeline, SymbolTable symbols, DiagnosticBag problems, ExpressionContext context)
{
    /// <summary>Trigger by name: the names of its arguments in a definition, the first of them positional.</summary>
    private static readonly Dictionary<string, string[]> Triggers = new(StringComparer.Ordinal)
    {
        ["started"] = [],
        ["data_changed"] = ["data"],
        ["cron"] = ["schedule", "zone"],
        ["event"] = ["name"],
        ["pushed"] = ["branch"],
        ["finished"] = ["pipeline"],
    };

    private readonly ConstantReader _constants = new(context);

    public IReadOnlyList<TriggerDefinition> BindTriggers() =>
        [.. pipeline.Declaration.Body.Statements.OfType<TriggerSyntax>().Select(BindTrigger).OfType<TriggerDefinition>()];

    public IReadOnlyDictionary<string, string> BindRoles()
    {
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in pipeline.Declaration.Body.Statements.OfType<RolesSyntax>().SelectMany(syntax => syntax.Entries))
        {
            if (entry.Activity.IsMissing || entry.Role.IsMissing)
            {
                continue;
            }

            if (symbols.FindActivity(pipeline.File, entry.Activity.Text).Activity is not { } activity)
            {
                var known = new KnownNames([.. symbols.Catalog.Activities.Select(activity => activity.Name)]);
                problems.Add(NameProblems.UnknownActivity(context.At(entry.Activity), entry.Activity.Text, known));
            }
            else
            {
                context.Refer(SymbolFacts.Activity(activity), entry.Activity);
            }

            if (Roles.Check(symbols, pipeline.File, entry.Role, problems) && !roles.TryAdd(entry.Activity.Text, entry.Role.Text))
            {
                problems.Add(NameProblems.DuplicateName(context.At(entry.Activity), entry.Activity.Text, "an entry of `roles`"));
            }
        }

        return roles;
    }

    public ConcurrencyDefinition? BindRuns()
    {
        ConcurrencyDefinition? concurrency = null;
        foreach (var runs in pipeline.Declaration.Body.Statements.OfType<RunsSyntax>())
        {
            if (concurrency is not null)
            {
                problems.Add(NameProblems.DuplicateName(context.At(runs), "runs", "a setting of this pipeline"));
            }

            if (runs.Then is { IsMissing: false } then && then.Text is not ("queue" or "replace"))
            {
                problems.Add(NameProblems.UnknownMember(context.At(then), then.Text, ["queue", "replace"]));
            }

            var max = _constants.Whole(runs.Limit, "runs", 1, 10_000) ?? 1;
            concurrency = new ConcurrencyDefinition(max, runs.Then?.Text == "replace" ? Overflow.Replace : Overflow.Queue);
        }

        return concurrency;
    }

    private TriggerDefinition? BindTrigger(TriggerSyntax trigger)
    {
        if (trigger.Kind.IsMissing)
        {
            return null;
        }

        if (!Triggers.TryGetValue(trigger.Kind.Text, out var names))
        {
            problems.Add(NameProblems.UnknownTrigger(context.At(trigger.Kind), trigger.Kind.Text, [.. Triggers.Keys]));
            return null;
        }

        var given = Place(trigger, names);
        var fields = ImmutableArray.CreateBuilder<Field>();
        foreach (var name in names)
        {
            if (given.GetValueOrDefault(name) is { } value && BindArgument(trigger, name, value) is { } bound)
            {
                fields.Add(new Field(name, bound));
            }
            else if (name != "zone" && !given.ContainsKey(name))
            {
                var type = name == "data" ? "source or dataset" : "string";
                problems.Add(NameProblems.MissingArgument(context.At(trigger.Kind), trigger.Kind.Text, name, type));
            }
        }

        return new TriggerDefinition(trigger.Kind.Text, fields.ToImmutable(), trigger.Entry?.ToString(), context.File.SpanOf(trigger));
    }

    private Dictionary<string, ExpressionSyntax> Place(TriggerSyntax trigger, string[] names)
    {
        var given = new Dictionary<string, ExpressionSyntax>(StringComparer.Ordinal);
        foreach (var argument in trigger.Arguments?.Items ?? [])
        {
            var name = argument.Name?.Text ?? (names.Length > 0 && !given.ContainsKey(names[0]) ? names[0] : "");
            if (!names.Contains(name))
            {
                problems.Add(NameProblems.UnknownArgument(context.At(argument), argument.Name?.Text ?? "", trigger.Kind.Text, names));
            }
            else if (!given.TryAdd(name, argument.Value))
            {
                problems.Add(NameProblems.DoubledArgument(context.At(argument), name, trigger.Kind.Text));
            }
        }

        return given;
    }

    private Expression? BindArgument(TriggerSyntax trigger, string name, ExpressionSyntax value)
    {
        switch (trigger.Kind.Text, name)
        {
            case ("data_changed", _):
                var data = new ExpressionBinder(context).BindLoosely(value, DslType.Any);
                if (value is not NameExpressionSyntax || data.Type is not (DatasetType or NamedType { Name: "source" or "any" }))
                {
                    problems.Add(FlowProblems.NotWatchable(context.At(value)));
                }

                return data.Value;
            case ("finished", _):
                return BindPipelineName(value);
            case ("cron", "schedule"):
                return Checked(value, "cron", text =>
                    Cron.Explain(text) is { } reason ? FlowProblems.BadCron(context.At(value), text, reason) : null);
            case ("cron", "zone"):
                return Checked(value, "zone", text => TimeZones.MayExist(text) ? null : FlowProblems.UnknownZone(context.At(value), text));
            default:
                return Checked(value, name, _ => null);
        }
    }

    private Literal? BindPipelineName(ExpressionSyntax value)
    {
        if (value is NameExpressionSyntax name && context.Find<PipelineSymbol>(name.Name) is { } found)
        {
            return new Literal(Value.Of(found.Name));
        }

        var written = context.TextOf(value.Span);
        problems.Add(NameProblems.UnknownPipeline(context.At(value), written, context.Known<PipelineSymbol>(written)));
        return null;
    }

    private Literal? Checked(ExpressionSyntax value, string what, Func<string, Diagnostic?> check)
    {
        if (_constants.Text(value, what) is not { } text)
        {
            return null;
        }

        if (check(text) is { } problem)
        {
            problems.Add(problem);
        }

        return new Literal(Value.Of(text));
    }
}
