using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Flow;

/// <summary>
/// The branches of a <c>parallel</c>: those written as such, and each statement that stands in it alone, which is named by its step.
/// </summary>
internal static class Branches
{
    public static IReadOnlyList<(string Name, BlockSyntax Body)> Of(PipelineSymbol pipeline, ParallelSyntax parallel, DiagnosticBag problems)
    {
        var branches = new List<(string Name, BlockSyntax Body)>();
        var pins = new List<StatementSyntax>();
        foreach (var statement in parallel.Body.Statements)
        {
            switch (statement)
            {
                case PinSyntax:
                    pins.Add(statement);
                    continue;
                case BranchSyntax branch:
                    if (!branch.Name.IsMissing && branches.Any(other => other.Name == branch.Name.Text))
                    {
                        problems.Add(NameProblems.DuplicateName(pipeline.File.At(branch.Name), branch.Name.Text, "a branch of this `parallel`"));
                    }

                    branches.Add((branch.Name.Text, branch.Body));
                    break;
                case StepSyntax or IfSyntax or ParallelSyntax or ForSyntax:
                    var name = statement is StepSyntax { Name: var step } ? step.Text : $"branch#{branches.Count + 1}";
                    branches.Add((name, new BlockSyntax([.. pins, statement], statement.Span)));
                    break;
                default:
                    problems.Add(FlowProblems.NoBranch(pipeline.File.At(statement)));
                    break;
            }

            pins.Clear();
        }

        if (branches.Count < 2)
        {
            problems.Add(FlowProblems.TooFewBranches(pipeline.File.At(parallel), branches.Count));
        }

        ReportSharedVariables(pipeline, branches, problems);
        return branches;
    }

    // Which of two would win depends on which runs last.
    private static void ReportSharedVariables(PipelineSymbol pipeline, List<(string Name, BlockSyntax Body)> branches, DiagnosticBag problems)
    {
        var setBy = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (branch, body) in branches)
        {
            foreach (var set in SetsIn(body).Where(set => !set.Name.IsMissing))
            {
                if (!setBy.TryAdd(set.Name.Text, branch) && setBy[set.Name.Text] != branch)
                {
                    problems.Add(FlowProblems.SetInTwoBranches(pipeline.File.At(set.Name), set.Name.Text, setBy[set.Name.Text], branch));
                }
            }
        }
    }

    private static IEnumerable<SetSyntax> SetsIn(BlockSyntax block) => block.Statements.SelectMany(statement => statement switch
    {
        SetSyntax set => [set],
        IfSyntax choice => SetsIn(choice.Then).Concat(choice.Otherwise is null ? [] : SetsIn(choice.Otherwise)),
        ParallelSyntax parallel => SetsIn(parallel.Body),
        BranchSyntax branch => SetsIn(branch.Body),
        _ => [],
    });
}
