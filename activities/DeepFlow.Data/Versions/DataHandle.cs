namespace DeepFlow.Data.Versions;

/// <summary>A version of a data set as steps hand it on: a value of the type <c>dataset&lt;D&gt;</c>.</summary>
/// <param name="Commit">The id of its commit, 32 hexadecimal digits.</param>
/// <param name="Items">How many items it has.</param>
/// <param name="Branch">The branch that it was committed to, if it was.</param>
public sealed record DataHandle(string Dataset, string Commit, int Items, string? Branch = null)
{
    /// <summary>How the version reads in a text: <c>fashion@1a2b3c4d5e6f</c>.</summary>
    public string Id => $"{Dataset}@{Commit[..Math.Min(12, Commit.Length)]}";
}
