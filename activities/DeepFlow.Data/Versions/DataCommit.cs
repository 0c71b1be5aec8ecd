namespace DeepFlow.Data.Versions;

/// <summary>A version of a data set, and where it came from.</summary>
/// <param name="Id">32 hexadecimal digits; the same however often the step that made it was attempted.</param>
/// <param name="Branch">The branch that it was committed to; null: an intermediate result.</param>
/// <param name="Parent">What the branch held before.</param>
/// <param name="Manifest">The object that says what it consists of; equal content has an equal one.</param>
/// <param name="Operation">The activity that made it.</param>
public sealed record DataCommit(
    string Project,
    string Id,
    string Dataset,
    string? Branch,
    string? Parent,
    string Manifest,
    int ItemCount,
    bool Labeled,
    string Operation,
    string Message,
    Guid InstanceId,
    string Pipeline,
    string Node,
    int Round,
    Guid JobId,
    DateTimeOffset CreatedAt)
{
    public DataHandle Handle => new(Dataset, Id, ItemCount, Branch);
}
