using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>Which outcomes a step has: those of its activity, then those that the program declares where the activity lets it.</summary>
internal static class StepOutcomes
{
    private static readonly Outcome[] OfCalls =
        [new(FlowGraph.Outcomes.Done, true), new(FlowGraph.Outcomes.Failed, false), new(FlowGraph.Outcomes.Timeout, false)];

    public static IReadOnlyList<Outcome> Find(ProgramFile file, StepSymbol step, SymbolTable symbols, DiagnosticBag problems)
    {
        var outcomes = step.Activity is { } activity
            ? activity.Outcomes.Select(outcome => new Outcome(outcome.Name, outcome.Continues, outcome.Label)).ToList()
            : [.. OfCalls];

        outcomes.AddRange(OfRules(step).Where(rule => outcomes.All(outcome => outcome.Name != rule)).Select(rule => new Outcome(rule, false)));

        // A person who does not answer in time is an outcome only where a time is set.
        if (step.IsTask && step.Syntax.Settings.Any(setting => setting is TimeoutSyntax))
        {
            outcomes.Add(new Outcome(FlowGraph.Outcomes.Timeout, false));
        }

        var isOpen = step.Activity?.OpenOutcomes == true;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var edges = step.Syntax.Settings.OfType<EdgeSyntax>();
        foreach (var (edge, written) in edges.SelectMany(edge => edge.Outcomes.Select(outcome => (edge, outcome))))
        {
            var name = written.Name.Text;
            if (written.Name.IsMissing)
            {
                continue;
            }

            if (!seen.Add(name))
            {
                problems.Add(NameProblems.DuplicateName(file.At(written.Name), name, "an outcome of this step"));
                continue;
            }

            var known = outcomes.FindIndex(outcome => outcome.Name == name);
            if (known >= 0 || isOpen)
            {
                symbols.Facts.Refer(new SymbolInfo(SymbolKind.Outcome, name, step.Syntax.Callee.Text), file.At(written.Name));
            }

            if (known >= 0)
            {
                outcomes[known] = outcomes[known] with
                {
                    Label = written.Label ?? outcomes[known].Label,
                    Continues = edge.Targets.Count == 0 || outcomes[known].Continues,
                };
            }
            else if (isOpen)
            {
                outcomes.Add(new Outcome(name, edge.Targets.Count == 0, written.Label));
            }
            else if (step.IsKnown)
            {
                problems.Add(NameProblems.UnknownOutcome(
                    file.At(written.Name), name, step.Name, step.Syntax.Callee.Text, [.. outcomes.Select(outcome => outcome.Name)]));
            }
        }

        return outcomes;
    }

    // `alarms: { drift: psi > 0.2 }`: the rule's name is an outcome.
    private static IEnumerable<string> OfRules(StepSymbol step) => (step.Activity?.Inputs ?? [])
        .Where(input => input.Outcomes)
        .SelectMany(input => step.Syntax.Arguments.Items.Where(argument => argument.Name?.Text == input.Name))
        .Select(argument => argument.Value).OfType<RecordSyntax>()
        .SelectMany(rules => rules.Entries).Select(entry => entry.Name?.Text ?? "")
        .Where(name => name.Length > 0).Distinct();
}
