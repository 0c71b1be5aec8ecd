namespace DeepFlow.Engine.Notifications;

internal static class MailAddress
{
    /// <summary>Whether a text is one plain address, <c>ada@example.org</c>, and nothing that could smuggle in a second or a header.</summary>
    public static bool IsOne(string text) =>
        text.Length <= 254 && text.Split('@') is [{ Length: > 0 and <= 64 }, { Length: > 0 }] && text.All(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\'));
}
