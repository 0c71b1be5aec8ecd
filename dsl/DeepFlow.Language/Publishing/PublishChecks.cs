using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Language.Publishing;

/// <summary>
/// What a program needs of the project that it is published to. A pass of its own: the same program compiles the same everywhere,
/// and only here does it meet people and secrets.
/// </summary>
public static class PublishChecks
{
    /// <param name="compilation">One without errors; one with errors is not published and has no findings here.</param>
    /// <param name="catalog">The one that it was compiled against: it knows an activity's default role.</param>
    public static IReadOnlyList<Diagnostic> Check(Compilation compilation, ActivityCatalog catalog, PublishFacts facts)
    {
        if (compilation.Bundle is not { } bundle)
        {
            return [];
        }

        var problems = new DiagnosticBag();
        var places = new Places(compilation);
        foreach (var pipeline in bundle.Pipelines.Values)
        {
            foreach (var node in pipeline.Nodes.OfType<ActivityNode>())
            {
                CheckPeople(places, bundle, pipeline, node, catalog, facts, problems);
            }

            foreach (var trigger in pipeline.Triggers)
            {
                CheckTrigger(places, pipeline, trigger, facts, problems);
            }
        }

        foreach (var reference in compilation.Model.Symbols.Where(symbol => symbol.Kind == SymbolKind.Secret && !facts.Secrets.Contains(symbol.Name))
            .SelectMany(compilation.Model.ReferencesTo))
        {
            problems.Add(PublishProblems.SecretNotSet(reference.Place, reference.Symbol.Name, [.. facts.Secrets]));
        }

        return problems.ToSortedList();
    }

    private static void CheckPeople(
        Places places, Bundle bundle, WorkflowDefinition pipeline, ActivityNode node, ActivityCatalog catalog, PublishFacts facts, DiagnosticBag problems)
    {
        if (node.Kind != ActivityKind.Task || node.Span is null)
        {
            return;
        }

        var roles = RolesOf(node, catalog);
        var escalations = node.Settings.Due is { } due ? due.Then.Concat((due.Later ?? []).SelectMany(later => later.Then)) : [];
        foreach (var holder in roles.Concat(escalations).Where(holder => Holders(holder, facts).Count == 0))
        {
            var place = places.Of(SymbolKind.Role, holder, node.Span);
            problems.Add(holder[0] == '@'
                ? PublishProblems.NobodyCalled(place, holder[1..], node.Id, [.. facts.PeopleByRole.Keys.Where(known => known[0] == '@').Select(known => known[1..])])
                : PublishProblems.RoleNobodyHolds(place, holder, node.Id));
        }

        if (node.Settings.Approvals is { } approvals && roles.Any(role => Holders(role, facts).Count > 0))
        {
            // Who did a step is known only in the run, unless just one person could.
            var excluded = approvals.NotBy.Select(path => Find(bundle, pipeline, path)).OfType<ActivityNode>()
                .Select(other => People(RolesOf(other, catalog), facts)).Where(people => people.Count == 1).SelectMany(people => people);
            var eligible = People(roles, facts).Except(excluded).Count();
            if (eligible < approvals.Count)
            {
                problems.Add(PublishProblems.FewerPeopleThanApprovals(places.Of(node), node.Id, approvals.Count, eligible));
            }
        }
    }

    private static IReadOnlyList<string> RolesOf(ActivityNode node, ActivityCatalog catalog) =>
        !node.Settings.By.IsEmpty ? node.Settings.By : catalog.Find(node.Activity) is { } activity ? [activity.Role] : [];

    private static IReadOnlyList<string> People(IEnumerable<string> roles, PublishFacts facts) =>
        [.. roles.SelectMany(role => Holders(role, facts)).Distinct(StringComparer.Ordinal)];

    // `implementation`, or `model.submission` inside a called pipeline.
    private static Node? Find(Bundle bundle, WorkflowDefinition pipeline, string path)
    {
        var dot = path.IndexOf('.');
        return dot < 0 ? pipeline.Find(path)
            : pipeline.Find(path[..dot]) is CallNode call && bundle.Pipelines.GetValueOrDefault(call.Pipeline) is { } called ? Find(bundle, called, path[(dot + 1)..])
            : null;
    }

    private static IReadOnlyCollection<string> Holders(string role, PublishFacts facts) => role == Roles.Everyone
        ? [.. facts.PeopleByRole.Values.SelectMany(people => people).Distinct(StringComparer.Ordinal)]
        : facts.PeopleByRole.GetValueOrDefault(role) ?? [];

    private static void CheckTrigger(Places places, WorkflowDefinition pipeline, TriggerDefinition trigger, PublishFacts facts, DiagnosticBag problems)
    {
        if (!facts.BoundParameters.TryGetValue(pipeline.Name, out var bound))
        {
            return; // not activated: its triggers wait for nothing
        }

        foreach (var watched in trigger.Arguments.Select(argument => argument.Value).OfType<Name>().Where(name => !bound.Contains(name.Identifier)))
        {
            problems.Add(PublishProblems.TriggerUnbound(places.Of(trigger.Span!), trigger.Event, watched.Identifier));
        }
    }

    /// <summary>A definition's spans as places of the files that were compiled.</summary>
    private sealed class Places(Compilation compilation)
    {
        private readonly Dictionary<string, SourceText> _sources =
            compilation.Files.ToDictionary(file => file.Source.Path, file => file.Source, StringComparer.Ordinal);

        public Place Of(SourceSpan span)
        {
            var source = _sources[span.File];
            var start = source.OffsetOf(new LinePosition(span.Line, span.Column));
            return new Place(source, TextSpan.Between(start, source.OffsetOf(new LinePosition(span.EndLine, span.EndColumn))));
        }

        /// <summary>The step's name.</summary>
        public Place Of(ActivityNode node)
        {
            var step = Of(node.Span!);
            var names = compilation.Model.ReferencesIn(step.Source.Path)
                .Where(name => name is { IsDeclaration: true, Symbol.Kind: SymbolKind.Step } && name.Symbol.Name == node.Id);
            return names.Select(name => name.Place).FirstOrDefault(place => Covers(step, place), step);
        }

        /// <summary>Where the step names the role; the step's name where the catalog gives it.</summary>
        public Place Of(SymbolKind kind, string name, SourceSpan span)
        {
            var step = Of(span);
            var named = compilation.Model.ReferencesIn(step.Source.Path)
                .Where(reference => reference.Symbol.Kind == kind && reference.Symbol.Name == name && Covers(step, reference.Place));
            return named.Select(reference => reference.Place).FirstOrDefault(compilation.Model.ReferencesIn(step.Source.Path)
                .Where(reference => reference is { IsDeclaration: true, Symbol.Kind: SymbolKind.Step } && Covers(step, reference.Place))
                .Select(reference => reference.Place).FirstOrDefault(step));
        }

        private static bool Covers(Place outer, Place inner) => outer.Span.Start <= inner.Span.Start && inner.Span.End <= outer.Span.End;
    }
}
