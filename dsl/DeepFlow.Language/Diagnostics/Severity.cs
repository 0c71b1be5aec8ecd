namespace DeepFlow.Language.Diagnostics;

/// <summary>An error keeps the program from being compiled; a warning is advice.</summary>
public enum Severity
{
    Error,
    Warning,
}
