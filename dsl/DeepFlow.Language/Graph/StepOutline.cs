using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Graph;

/// <summary>What a picture needs to know of the activity or pipeline that a step calls.</summary>
internal sealed record StepOutline(bool IsCall, bool Human, string? Role, IReadOnlyList<OutcomeSignature> Outcomes, bool OpenOutcomes)
{
    private static readonly OutcomeSignature[] OfJobs = [new("done", true), new("failed", false), new("timeout", false)];

    public static StepOutline Of(StepSyntax step, ActivityCatalog catalog, IReadOnlySet<string> pipelines) =>
        catalog.Find(step.Callee.Text) is { } activity
            ? new StepOutline(false, activity.Kind == ActivityKind.Task, activity.Role, activity.Outcomes, activity.OpenOutcomes)
            : new StepOutline(pipelines.Contains(step.Callee.Text), false, null, OfJobs, false);

    public string? LabelOf(string outcome) => Outcomes.FirstOrDefault(known => known.Name == outcome)?.Label;

    /// <summary>The outcomes that go on to the next statement.</summary>
    public IEnumerable<(string Outcome, string? Label)> OpenEnds(StepSyntax step)
    {
        var edges = step.Settings.OfType<EdgeSyntax>().ToList();
        var led = edges.Where(edge => edge.Targets.Count > 0).SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        var free = edges.Where(edge => edge.Targets.Count == 0).SelectMany(Names).ToHashSet(StringComparer.Ordinal);
        var labels = edges.SelectMany(edge => edge.Outcomes).Where(outcome => outcome.Label is not null)
            .DistinctBy(outcome => outcome.Name.Text).ToDictionary(outcome => outcome.Name.Text, outcome => outcome.Label, StringComparer.Ordinal);
        foreach (var known in Outcomes.Where(known => (known.Continues || free.Contains(known.Name)) && !led.Contains(known.Name)))
        {
            yield return (known.Name, labels.GetValueOrDefault(known.Name) ?? known.Label);
        }

        foreach (var name in edges.SelectMany(Names).Distinct(StringComparer.Ordinal).Where(name => OpenOutcomes && free.Contains(name) && !led.Contains(name)))
        {
            if (Outcomes.All(known => known.Name != name))
            {
                yield return (name, labels.GetValueOrDefault(name));
            }
        }

        if (step.Settings.Any(setting => setting is WhenSyntax))
        {
            yield return ("skipped", null);
        }
    }

    /// <summary>The outcomes that may be led somewhere: those of what is called, then those that the step itself names.</summary>
    public IEnumerable<PicturePort> Ports(StepSyntax step)
    {
        var own = step.Settings.OfType<EdgeSyntax>().SelectMany(edge => edge.Outcomes.Select(outcome => (outcome, edge)))
            .Where(each => !each.outcome.Name.IsMissing).DistinctBy(each => each.outcome.Name.Text).ToDictionary(each => each.outcome.Name.Text, StringComparer.Ordinal);
        var declared = Outcomes.Select(known => new PicturePort(
            known.Name, own.TryGetValue(known.Name, out var written) ? written.outcome.Label ?? known.Label : known.Label, known.Continues, true));
        return declared.Concat(own.Values.Where(each => Outcomes.All(known => known.Name != each.outcome.Name.Text))
            .Select(each => new PicturePort(each.outcome.Name.Text, each.outcome.Label, OpenOutcomes && each.edge.Targets.Count == 0, false)));
    }

    private static IEnumerable<string> Names(EdgeSyntax edge) => edge.Outcomes.Where(outcome => !outcome.Name.IsMissing).Select(outcome => outcome.Name.Text);
}
