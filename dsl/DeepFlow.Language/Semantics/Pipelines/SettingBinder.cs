using System.Collections.Immutable;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>Binds what stands between a step's braces. Amounts and times are constants; only <c>when</c> is evaluated in a run.</summary>
internal sealed class SettingBinder(ExpressionContext context)
{
    private static readonly string[] Known =
        ["by", "needs", "prefers", "retry", "timeout", "cache", "checkpoint", "when", "due", "approvals", "hide", "on"];

    private readonly ConstantReader _constants = new(context);

    /// <summary>The settings of a step: over those of the script that it calls, and over the pipeline's <c>roles</c>.</summary>
    public StepSettings Bind(StepSymbol step, IReadOnlyDictionary<string, string> roles)
    {
        var settings = Bind(step.Syntax.Settings, step.Script?.Definition.Settings ?? StepSettings.None, setting =>
            !step.IsKnown || Fits(step, setting)
                ? null
                : FlowProblems.SettingDoesNotFit(context.At(setting), Word(setting), step.Name, KindOf(step)),
            step);
        if (settings.By.IsEmpty && step.Activity is { } activity && roles.TryGetValue(activity.Name, out var role))
        {
            settings = settings with { By = [role] };
        }

        CheckEscalation(step, settings);
        return settings;
    }

    /// <summary>The settings of a script, which hold for every step that calls it.</summary>
    public StepSettings Bind(ScriptSymbol script) => Bind(script.Declaration.Settings, StepSettings.None, setting =>
        setting is RetrySyntax or TimeoutSyntax or CacheSyntax or CheckpointSyntax or ResourcesSyntax or UnknownSettingSyntax
            ? null
            : FlowProblems.SettingOfStepsOnly(context.At(setting), Word(setting), script.Name));

    private StepSettings Bind(
        IReadOnlyList<SettingSyntax> written, StepSettings settings, Func<SettingSyntax, Diagnostic?> refuse, StepSymbol? step = null)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in written)
        {
            var word = Word(setting);
            if (setting is not (EdgeSyntax or UnknownSettingSyntax or HideSyntax) && !seen.Add(word))
            {
                context.Report(NameProblems.DuplicateName(context.At(setting), word, step is null ? "a setting of this activity" : "a setting of this step"));
                continue;
            }

            if (refuse(setting) is { } problem)
            {
                context.Report(problem);
            }

            settings = Apply(settings, setting, step);
        }

        return settings;
    }

    private static string KindOf(StepSymbol step) =>
        step.Callee is not null ? "a call of a pipeline"
        : step.IsTask ? "done by a person"
        : step.Waits ? "done by nobody: it waits"
        : step.Activity is { Kind: ActivityKind.Inline } ? "done by the engine itself"
        : "done by a worker";

    private static bool Fits(StepSymbol step, SettingSyntax setting) => setting switch
    {
        DueSyntax or ApprovalsSyntax => step.IsTask,
        RetrySyntax or CacheSyntax or CheckpointSyntax or ResourcesSyntax => step.Activity is { Kind: ActivityKind.Job },
        BySyntax => step.Callee is null,
        _ => true,
    };

    // Who has the task already is not helped by being offered it again.
    private void CheckEscalation(StepSymbol step, StepSettings settings)
    {
        IReadOnlyList<string> given = !settings.By.IsEmpty ? settings.By : step.Activity is { } activity ? [activity.Role] : [];
        var holders = given.ToList();
        foreach (var to in step.Syntax.Settings.OfType<DueSyntax>().SelectMany(due => due.Escalations).Select(escalation => escalation.To))
        {
            if (step.IsTask && (holders.Contains(to.Word) || holders.Contains(Roles.Everyone)))
            {
                context.Report(FlowProblems.EscalationLeadsNowhere(context.At(to), holders.Contains(to.Word) ? to.Word : Roles.Everyone, step.Name));
            }

            holders.Add(to.Word);
        }
    }

    private static string Word(SettingSyntax setting) => setting switch
    {
        BySyntax => "by",
        ResourcesSyntax => "needs",
        RetrySyntax => "retry",
        TimeoutSyntax => "timeout",
        CacheSyntax => "cache",
        CheckpointSyntax => "checkpoint",
        WhenSyntax => "when",
        DueSyntax => "due",
        ApprovalsSyntax => "approvals",
        HideSyntax => "hide",
        EdgeSyntax => "on",
        UnknownSettingSyntax unknown => unknown.Name.Text,
        _ => throw new InvalidOperationException($"{setting.GetType().Name} has no word."),
    };

    private StepSettings Apply(StepSettings settings, SettingSyntax setting, StepSymbol? step)
    {
        switch (setting)
        {
            case BySyntax by:
                return settings with { By = [.. by.Holders.Where(IsHolder).Select(holder => holder.Word)] };
            case ResourcesSyntax resources:
                return settings with { Needs = BindResources(resources) };
            case RetrySyntax retry:
                return settings with { Retry = BindRetry(retry) };
            case TimeoutSyntax timeout:
                return settings with { Timeout = _constants.Duration(timeout.After, "timeout") };
            case CacheSyntax:
                return settings with { Cache = true };
            case CheckpointSyntax checkpoint:
                return settings with { Checkpoint = BindCheckpoint(checkpoint) };
            case WhenSyntax condition:
                return settings with { When = new ExpressionBinder(context).BindCondition(condition.Condition).Value };
            case DueSyntax due:
                return settings with { Due = BindDue(due) };
            case ApprovalsSyntax approvals:
                return settings with { Approvals = BindApprovals(approvals, step) };
            case HideSyntax hide:
                return settings with { Hide = settings.Hide.AddRange(BindHide(hide, step)) };
            case UnknownSettingSyntax unknown:
                context.Report(NameProblems.UnknownSetting(context.At(unknown.Name), unknown.Name.Text, Known));
                return settings;
            default:
                return settings;
        }
    }

    // The first is offered the task when it is due, unless it says how long after; each further one has to say it.
    private DueSetting BindDue(DueSyntax due)
    {
        var chain = new List<EscalationSetting>();
        foreach (var (escalation, isFirst) in due.Escalations.Select((escalation, i) => (escalation, i == 0)))
        {
            if (!isFirst && escalation is { After: null, To.Span.Length: > 0 })
            {
                context.Report(FlowProblems.EscalationWithoutTime(context.At(escalation), context.TextOf(escalation.To.Span)));
            }

            var after = escalation.After is null ? null : _constants.Duration(escalation.After, "after");
            if (IsHolder(escalation.To))
            {
                chain.Add(new EscalationSetting(after ?? TimeSpan.Zero, [escalation.To.Word]));
            }
        }

        foreach (var doubled in due.Reminders.Skip(1))
        {
            context.Report(NameProblems.DuplicateName(context.At(doubled), "remind", "a part of this `due`"));
        }

        ImmutableArray<string> then = chain is [{ After.Ticks: 0 } first, ..] ? first.Then : [];
        var later = chain.Skip(then.IsEmpty ? 0 : 1).ToImmutableList();
        return new DueSetting(_constants.Duration(due.After, "due") ?? TimeSpan.Zero, then)
        {
            Remind = due.Reminders is [var remind, ..] ? _constants.Duration(remind, "remind") : null,
            Later = later.IsEmpty ? null : later,
        };
    }

    private bool IsHolder(HolderSyntax holder)
    {
        if (holder.Quoted is null)
        {
            return IsRole(holder.Role);
        }

        if (string.IsNullOrWhiteSpace(holder.Quoted))
        {
            context.Report(NameProblems.NotAPerson(context.At(holder)));
            return false;
        }

        context.Refer(SymbolFacts.Role(holder.Word), holder);
        return true;
    }

    private bool IsRole(NameSyntax role) => Roles.Check(context.Symbols, context.File, role, context.Problems);

    private IEnumerable<HideSetting> BindHide(HideSyntax hide, StepSymbol? step)
    {
        ImmutableArray<string> from = [.. hide.Roles.Where(IsRole).Select(role => role.Text)];
        IReadOnlyList<string> outputs = step?.Callee is { } callee
            ? [.. callee.Results.Select(result => result.Name)]
            : [.. (step?.Activity?.Outputs ?? []).Select(output => output.Name)];
        foreach (var output in hide.Outputs.Where(output => !output.IsMissing && step is { IsKnown: true }))
        {
            if (outputs.Contains(output.Text))
            {
                context.Refer(step!.OutputSymbol(output.Text), output);
                yield return new HideSetting(output.Text, from);
            }
            else
            {
                context.Report(NameProblems.UnknownOutput(context.At(output), step!.Name, output.Text, $"`{step.Syntax.Callee.Text}`", outputs));
            }
        }
    }

    private ResourceSetting BindResources(ResourcesSyntax syntax)
    {
        var bound = new ResourceSetting(null, null, null, null, !syntax.Required);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in syntax.Resources.Where(resource => !resource.Name.IsMissing))
        {
            if (!seen.Add(resource.Name.Text))
            {
                context.Report(NameProblems.DuplicateName(context.At(resource.Name), resource.Name.Text, "a resource of this step"));
            }

            switch (resource.Name.Text)
            {
                case "gpu":
                    bound = bound with { Gpu = _constants.Whole(resource.Amount, "gpu", 1, 1_024) };
                    break;
                case "cpu":
                    bound = bound with { Cpu = _constants.Cores(resource.Amount) };
                    break;
                case "memory":
                    bound = bound with { Memory = _constants.Size(resource.Amount, "memory") };
                    break;
                case "pool":
                    bound = bound with { Pool = _constants.Text(resource.Amount, "pool") };
                    break;
                default:
                    context.Report(NameProblems.UnknownResource(context.At(resource.Name), resource.Name.Text, ["gpu", "cpu", "memory", "pool"]));
                    break;
            }
        }

        return bound;
    }

    private RetrySetting? BindRetry(RetrySyntax retry)
    {
        if (_constants.Whole(retry.Times, "retry", 1, 1_000) is not { } times)
        {
            return null;
        }

        var setting = RetrySetting.Default(times);
        return retry.Backoff is not null && _constants.DurationRange(retry.Backoff, "backoff") is { } backoff
            ? setting with { BackoffFrom = backoff.From, BackoffTo = backoff.To }
            : setting;
    }

    private CheckpointSetting? BindCheckpoint(CheckpointSyntax checkpoint)
    {
        if (checkpoint.Unit is not { IsMissing: false } unit)
        {
            return _constants.Duration(checkpoint.Every, "checkpoint every") is { } every ? new CheckpointSetting(null, null, every) : null;
        }

        var name = unit.Text is "epoch" or "epochs" ? "epoch" : unit.Text is "batch" or "batches" ? "batches" : null;
        if (name is null)
        {
            context.Report(NameProblems.UnknownMember(context.At(unit), unit.Text, ["epoch", "epochs", "batch", "batches"]));
        }

        return _constants.Whole(checkpoint.Every, "checkpoint every", 1, 1_000_000) is { } count ? new CheckpointSetting(count, name, null) : null;
    }

    private ApprovalSetting? BindApprovals(ApprovalsSyntax approvals, StepSymbol? step)
    {
        ImmutableArray<string> notBy = [];
        if (step is not null && approvals.NotBy is { } path && TargetPath.Resolve(step.Owner, path, context.Symbols, context.Problems) is not null)
        {
            notBy = [path.ToString()];
        }

        return _constants.Whole(approvals.Count, "approvals", 1, 100) is { } count ? new ApprovalSetting(count, notBy) : null;
    }
}
