namespace DeepFlow.Data.Versions;

/// <summary>A named line of versions of a data set.</summary>
/// <param name="Tip">The id of the commit that it holds now.</param>
public sealed record DataBranch(string Dataset, string Name, string Tip, DateTimeOffset MovedAt);
