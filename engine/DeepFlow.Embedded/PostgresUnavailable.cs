namespace DeepFlow.Embedded;

/// <summary>The private PostgreSQL could not be found, started or reached; says what the user can do about it.</summary>
/// <param name="code">A stable code, for example <c>postgres-not-found</c>.</param>
/// <param name="message">What happened, and to which file or program.</param>
/// <param name="remedy">What to do.</param>
public sealed class PostgresUnavailable(string code, string message, string remedy, Exception? inner = null)
    : Exception(message, inner)
{
    public string Code { get; } = code;

    public string Remedy { get; } = remedy;
}
