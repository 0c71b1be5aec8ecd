using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Graph;

/// <summary>The branches of a <c>parallel</c>: those written as such, and each statement that stands in it alone, which is named by its step.</summary>
internal static class Branches
{
    public static IReadOnlyList<(string Name, BlockSyntax Body)> Of(ParallelSyntax parallel)
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
                    branches.Add((branch.Name.Text, branch.Body));
                    break;
                case StepSyntax or IfSyntax or ParallelSyntax or ForSyntax:
                    branches.Add((statement is StepSyntax { Name: var step } ? step.Text : $"branch#{branches.Count + 1}", Alone(pins, statement)));
                    break;
            }

            pins.Clear();
        }

        return branches;
    }

    private static BlockSyntax Alone(IEnumerable<StatementSyntax> pins, StatementSyntax statement) => new([.. pins, statement], statement.Span);
}
