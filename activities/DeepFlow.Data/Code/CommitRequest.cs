namespace DeepFlow.Data.Code;

/// <summary>Who asks for a commit, why, and under which key, so that asking again finds the commit that is there.</summary>
/// <param name="Author">The person's or the product's name.</param>
/// <param name="Key">The step's idempotency key; it becomes a trailer of the message.</param>
public sealed record CommitRequest(string Message, string Author, string Key)
{
    private const string Trailer = "DeepFlow-Step: ";

    internal string FullMessage => $"{Message.TrimEnd()}\n\n{Trailer}{Key}\n";

    internal bool Made(string message) => message.Split('\n').Contains(Trailer + Key);

    internal static string WithoutTrailer(string message) =>
        string.Join('\n', message.Split('\n').Where(line => !line.StartsWith(Trailer, StringComparison.Ordinal))).TrimEnd();
}
