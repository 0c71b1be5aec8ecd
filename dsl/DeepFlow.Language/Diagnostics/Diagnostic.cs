using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Diagnostics;

/// <summary>One finding: where, how bad, its stable code, and a full sentence that says what to do.</summary>
/// <param name="Fixes">Edits that would mend it, the likeliest first.</param>
public sealed record Diagnostic(Place Place, Severity Severity, string Code, string Message, IReadOnlyList<CodeFix> Fixes)
{
    /// <summary><c>file:line:column: error DF1234: sentence</c></summary>
    public override string ToString() => $"{Place}: {(Severity == Severity.Error ? "error" : "warning")} {Code}: {Message}";
}

/// <summary>Replaces <paramref name="Span"/> of the diagnostic's file by <paramref name="Replacement"/>.</summary>
/// <param name="Title">What a person chooses, as an order: "Change to `tuning`".</param>
public sealed record CodeFix(string Title, TextSpan Span, string Replacement);
