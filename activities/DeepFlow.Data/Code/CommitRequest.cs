namespace DeepFlow.Data.Code;

/// <summary>Who asks for a commit, why, and under which key, so that asking again finds the commit that is there.</summary>
/// <param name="Author">The person's or the product's name.</param>
/// <param name="Key">The step's idempotency key; it becomes a trailer of the message.</param>
public sealed record CommitRequest(string Message, string Author, string Key)
{
    private const string Trailer = "DeepFlow-Step: ";

    internal string FullMessage => $"{Message.TrimEnd()}\n\n{Trailer}{Key}\n";

    /// <summary>Only the last line counts: what stands above it is the author's own.</summary>
    internal bool Made(string message) => message.TrimEnd().EndsWith($"\n{Trailer}{Key}", StringComparison.Ordinal);

    internal static string WithoutTrailer(string message)
    {
        var lines = message.TrimEnd().Split('\n');
        return string.Join('\n', lines[^1].StartsWith(Trailer, StringComparison.Ordinal) ? lines[..^1] : lines).TrimEnd();
    }
}
