using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>Where outcomes lead: <c>on reject -> tuning | training, max 5</c>.</summary>
internal static class Edges
{
    public static void Connect(Canvas canvas, Connect edit)
    {
        var step = canvas.Step(edit.Node);
        var target = edit.Target.Split('.');
        Array.ForEach([edit.Outcome, .. target], StepName.Check);
        if (canvas.Picture.Find(target[0]) is not { Kind: PictureNodeKind.Step or PictureNodeKind.Call })
        {
            throw new Refusal($"An edge leads to a step; `{target[0]}` is none of the pipeline `{canvas.Pipeline.Name.Text}`.");
        }

        if (edit.Max is < 1)
        {
            throw new Refusal("A feedback loop runs at least once: `max` is 1 or more.");
        }

        var known = SettingOf(step, edit.Outcome);
        if (known is { Outcomes.Count: > 1 } && !known.Targets.Any(other => other.ToString() == edit.Target))
        {
            RemoveOutcome(canvas, known, edit.Outcome);
            known = null;
        }

        if (known is null)
        {
            var max = edit.Max is { } limit ? $", max {limit}" : "";
            Settings.Append(canvas, step, $"on {edit.Outcome} -> {edit.Target}{max}");
            return;
        }

        Extend(canvas, step, known, edit);
    }

    public static void Disconnect(Canvas canvas, Disconnect edit)
    {
        var step = canvas.Step(edit.Node);
        if (SettingOf(step, edit.Outcome) is not { Targets.Count: > 0 } known || (edit.Target is { } wanted && known.Targets.All(target => target.ToString() != wanted)))
        {
            throw new Refusal($"`{edit.Outcome}` of `{edit.Node}` does not lead {(edit.Target is null ? "anywhere" : $"to `{edit.Target}`")} by an edge of its own.");
        }

        if (known.Outcomes.Count > 1)
        {
            var rest = known.Targets.Where(target => edit.Target is not null && target.ToString() != edit.Target).ToList();
            RemoveOutcome(canvas, known, edit.Outcome);
            if (rest.Count > 0)
            {
                Settings.Append(canvas, step, $"on {edit.Outcome} -> {string.Join(" | ", rest)}{canvas.Source.Slice(TextSpan.Between(known.Targets[^1].Span.End, known.Span.End))}");
            }
        }
        else
        {
            RemoveTargets(canvas, step, known, target => edit.Target is null || target.ToString() == edit.Target);
        }
    }

    public static void SetLabel(Canvas canvas, SetOutcomeLabel edit)
    {
        var step = canvas.Step(edit.Node);
        StepName.Check(edit.Outcome);
        var label = edit.Label?.Trim() is { Length: > 0 } given ? given : null;
        if (label?.Contains("${") == true)
        {
            throw new Refusal("What people read as an outcome is a plain text, without `${ }`.");
        }

        var text = label is null ? "" : $" \"{label.Replace("\\", "\\\\").Replace("\"", "\\\"").ReplaceLineEndings(" ")}\"";
        if (SettingOf(step, edit.Outcome) is not { } known)
        {
            if (label is not null)
            {
                Settings.Append(canvas, step, $"on {edit.Outcome}{text}");
            }
        }
        else if (label is null && known is { Targets.Count: 0, Outcomes.Count: 1 })
        {
            Settings.Remove(canvas, step, known);
        }
        else
        {
            var outcome = known.Outcomes.First(other => other.Name.Text == edit.Outcome);
            canvas.Replace(TextSpan.Between(outcome.Name.Span.End, outcome.Span.End), text);
        }
    }

    public static void SetLoop(Canvas canvas, SetLoop edit)
    {
        var step = canvas.Step(edit.Node);
        if (SettingOf(step, edit.Outcome) is not { Targets.Count: > 0 } known)
        {
            throw new Refusal($"`{edit.Outcome}` of `{edit.Node}` does not lead anywhere by an edge of its own.");
        }

        if (edit.Max is < 1)
        {
            throw new Refusal("A feedback loop runs at least once: `max` is 1 or more.");
        }

        if (edit is { Max: null, Then: not null })
        {
            throw new Refusal("What happens then is said where there is a `max`.");
        }

        if (edit.Then is { } then and not "fail")
        {
            StepName.Check(then);
        }

        var limit = edit.Max is { } max ? $", max {max}" : "";
        canvas.Replace(TextSpan.Between(known.Targets[^1].Span.End, known.Span.End), limit + (edit.Then is null ? "" : $", then {edit.Then}"));
    }

    /// <summary>Takes away every edge and entry to the steps that are going, but for those among themselves.</summary>
    public static void RemoveAllTo(Canvas canvas, StatementSyntax going, IReadOnlySet<string> steps)
    {
        foreach (var step in canvas.Pipeline.WithDescendants().OfType<StepSyntax>().Where(step => !Contains(going.Span, step.Span)))
        {
            foreach (var edge in step.Settings.OfType<EdgeSyntax>())
            {
                if (edge.Then?.Target is { } then && steps.Contains(then.Path[0].Text) && edge.Max is { } max && edge.Targets.Any(target => !steps.Contains(target.Path[0].Text)))
                {
                    canvas.Delete(TextSpan.Between(max.Span.End, edge.Span.End));
                }

                RemoveTargets(canvas, step, edge, target => steps.Contains(target.Path[0].Text));
            }
        }

        foreach (var trigger in canvas.Pipeline.Body.Statements.OfType<TriggerSyntax>().Where(trigger => trigger.Entry is { } entry && steps.Contains(entry.Path[0].Text)))
        {
            canvas.Delete(TextSpan.Between(trigger.Arguments?.Span.End ?? trigger.Kind.Span.End, trigger.Span.End));
        }
    }

    private static void Extend(Canvas canvas, StepSyntax step, EdgeSyntax known, Connect edit)
    {
        if (known.Targets.Count == 0)
        {
            canvas.Insert(known.Outcomes[^1].Span.End, " -> " + edit.Target);
        }
        else if (known.Targets.All(target => target.ToString() != edit.Target))
        {
            if (LeadsBack(canvas, step, edit.Target) && known.Targets.All(target => LeadsBack(canvas, step, target.ToString())))
            {
                canvas.Insert(known.Targets[^1].Span.End, " | " + edit.Target);
            }
            else
            {
                var end = edit.Max is null && !LeadsBack(canvas, step, edit.Target) ? known.Span.End : known.Targets[^1].Span.End;
                canvas.Replace(TextSpan.Between(known.Targets[0].Span.Start, end), edit.Target);
                if (end == known.Span.End)
                {
                    return;
                }
            }
        }

        if (edit.Max is { } max && known.Max is { } before)
        {
            canvas.Replace(before.Span, max.ToString());
        }
        else if (edit.Max is { } limit)
        {
            canvas.Insert(known.Targets.Count > 0 ? known.Targets[^1].Span.End : known.Outcomes[^1].Span.End, $", max {limit}");
        }
    }

    private static bool LeadsBack(Canvas canvas, StepSyntax step, string target)
    {
        var order = canvas.Picture.Nodes.Select(node => node.Id).ToList();
        return target.Contains('.') || order.IndexOf(target) <= order.IndexOf(step.Name.Text);
    }

    private static void RemoveTargets(Canvas canvas, StepSyntax step, EdgeSyntax edge, Func<TargetSyntax, bool> going)
    {
        var rest = edge.Targets.Where(target => !going(target)).ToList();
        if (rest.Count == edge.Targets.Count)
        {
            return;
        }

        if (rest.Count > 0)
        {
            canvas.Replace(edge.Targets[0].Span.To(edge.Targets[^1].Span), string.Join(" | ", rest));
        }
        else if (edge.Outcomes.Any(outcome => outcome.Label is not null))
        {
            // With a label of its own it stays an outcome; it goes on to the next statement.
            canvas.Delete(TextSpan.Between(edge.Outcomes[^1].Span.End, edge.Span.End));
        }
        else
        {
            Settings.Remove(canvas, step, edge);
        }
    }

    public static void RemoveOutcome(Canvas canvas, EdgeSyntax edge, string outcome)
    {
        var at = edge.Outcomes.ToList().FindIndex(other => other.Name.Text == outcome);
        canvas.Delete(at == 0
            ? TextSpan.Between(edge.Outcomes[0].Span.Start, edge.Outcomes[1].Span.Start)
            : TextSpan.Between(edge.Outcomes[at - 1].Span.End, edge.Outcomes[at].Span.End));
    }

    public static EdgeSyntax? SettingOf(StepSyntax step, string outcome) =>
        step.Settings.OfType<EdgeSyntax>().FirstOrDefault(edge => edge.Outcomes.Any(other => other.Name.Text == outcome));

    private static bool Contains(TextSpan outer, TextSpan inner) => outer.Start <= inner.Start && inner.End <= outer.End;
}
