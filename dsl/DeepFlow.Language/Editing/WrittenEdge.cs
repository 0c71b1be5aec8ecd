using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>
/// A step put on a line that an <c>on</c> draws: the outcome leads to the new step, and that goes on to where the outcome led. All other
/// ways stay as they were, so what would now pass through the new step by the order of the text is led past it.
/// </summary>
internal static class WrittenEdge
{
    /// <summary>The edge that a setting draws; null where the flow just goes on.</summary>
    public static PictureEdge? Find(Canvas canvas, Placement.OnEdge where) => canvas.Picture.Edges.FirstOrDefault(
        edge => edge.Extent is not null && edge.From == where.From && edge.Outcome == where.Outcome && (where.To is null || edge.To.Contains(where.To)));

    public static void Put(Canvas canvas, PictureEdge edge, string target, string name, string callee, string text)
    {
        var step = canvas.Step(edge.From);
        var setting = Edges.SettingOf(step, edge.Outcome)!;
        var followers = canvas.Picture.Edges.Where(each => each.Extent is null && each.From == edge.From).ToList();
        if (!edge.Feedback && followers.Count == 0 && !EdgePlacement.IsBareBranch(canvas, step))
        {
            PutBehind(canvas, step, setting, edge, target, name, callee, text, followers);
        }
        else if (FitsBefore(canvas, target))
        {
            PutBefore(canvas, step, setting, edge, target, name, text);
        }
        else if (FitsBehind(canvas, step, setting, edge, followers))
        {
            PutBehind(canvas, step, setting, edge, target, name, callee, text, followers);
        }
        else
        {
            throw new Refusal($"`{edge.Outcome}` of `{edge.From}` leads to `{target}`, and other ways would lead through a step between them; add the step where it belongs, then lead the outcome to it.");
        }
    }

    private static bool FitsBefore(Canvas canvas, string target) =>
        canvas.Picture.Find(target) is { Extent: not null }
        && canvas.Picture.Entries.All(entry => entry.Trigger is not null || entry.Node != target)
        && !EdgePlacement.IsBareBranch(canvas, canvas.Statement(target))
        && Arriving(canvas, target) is var arriving && arriving.Count > 0
        && arriving.All(each => IsStep(canvas, each.From) && each.Outcome != "skipped") && arriving.DistinctBy(each => each.From).Count() == arriving.Count;

    private static bool FitsBehind(Canvas canvas, StepSyntax step, EdgeSyntax setting, PictureEdge edge, List<PictureEdge> followers) =>
        (!edge.Feedback || setting.Targets.Count == 1)
        && !EdgePlacement.IsBareBranch(canvas, step)
        && followers.All(each => IsStep(canvas, each.To[0]) && each.Outcome != "skipped");

    private static void PutBefore(Canvas canvas, StepSyntax step, EdgeSyntax setting, PictureEdge edge, string target, string name, string text)
    {
        foreach (var each in Arriving(canvas, target))
        {
            Edges.Connect(canvas, new Connect(each.From, each.Outcome, target));
        }

        Statements.Put(canvas, new Placement.Before(target), text);
        Lead(canvas, step, setting, edge.Outcome, target, name);
    }

    private static void PutBehind(
        Canvas canvas, StepSyntax step, EdgeSyntax setting, PictureEdge edge, string target, string name, string callee, string text, List<PictureEdge> followers)
    {
        foreach (var each in followers)
        {
            Edges.Connect(canvas, new Connect(each.From, each.Outcome, each.To[0]));
        }

        var limit = edge.Feedback ? canvas.Source.Slice(TextSpan.Between(setting.Targets[^1].Span.End, setting.Span.End)) : "";
        if (limit.Length > 0)
        {
            canvas.Delete(TextSpan.Between(setting.Targets[^1].Span.End, setting.Span.End));
        }

        Lead(canvas, step, setting, edge.Outcome, target, name);
        var onward = string.Join("; ", canvas.GoesOnBy(callee).Select(outcome => $"on {outcome} -> {target}{limit}"));
        Statements.Put(canvas, new Placement.After(edge.From), $"{text} {{ {onward} }}");
    }

    /// <summary>Leads one outcome to a step in the place of another.</summary>
    private static void Lead(Canvas canvas, StepSyntax step, EdgeSyntax setting, string outcome, string target, string name)
    {
        if (setting.Outcomes.Count == 1)
        {
            canvas.Replace(setting.Targets.First(each => each.ToString() == target).Span, name);
            return;
        }

        Edges.RemoveOutcome(canvas, setting, outcome);
        var targets = setting.Targets.Select(each => each.ToString() is var known && known == target ? name : known);
        Settings.Append(canvas, step, $"on {outcome} -> {string.Join(" | ", targets)}{canvas.Source.Slice(TextSpan.Between(setting.Targets[^1].Span.End, setting.Span.End))}");
    }

    private static List<PictureEdge> Arriving(Canvas canvas, string target) => [.. canvas.Picture.Edges.Where(each => each.Extent is null && each.To.Contains(target))];

    private static bool IsStep(Canvas canvas, string node) => canvas.Picture.Find(node) is { Kind: PictureNodeKind.Step or PictureNodeKind.Call };
}
