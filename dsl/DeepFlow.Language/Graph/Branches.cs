using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Graph;

/// <summary>The branches of a <c>parallel</c>: those that are named, and each other statement as one of its own, called by its step.</summary>
internal static class Branches
{
    public static IEnumerable<(string Name, BlockSyntax Body)> Of(ParallelSyntax parallel)
    {
        var count = 0;
        foreach (var statement in parallel.Body.Statements)
        {
            count++;
            yield return statement switch
            {
                BranchSyntax branch => (branch.Name.Text, branch.Body),
                StepSyntax step => (step.Name.Text, new BlockSyntax([step], step.Span)),
                _ => ($"branch{count}", new BlockSyntax([statement], statement.Span)),
            };
        }
    }
}
