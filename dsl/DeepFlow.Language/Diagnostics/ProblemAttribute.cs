namespace DeepFlow.Language.Diagnostics;

/// <summary>Documents one problem of the catalogue. The code never changes and is never given to another problem.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProblemAttribute(string code, Severity severity = Severity.Error) : Attribute
{
    public string Code { get; } = code;

    public Severity Severity { get; } = severity;

    /// <summary>Why it is a problem.</summary>
    public required string Cause { get; init; }

    /// <summary>The shortest text that shows it.</summary>
    public required string Example { get; init; }

    /// <summary>How to mend it.</summary>
    public required string Mend { get; init; }
}
