namespace DeepFlow.Language.Diagnostics;

/// <summary>The names that a file could have meant.</summary>
/// <param name="DeclaredIn">A file that declares the very name, but is not used by the one that names it.</param>
public sealed record KnownNames(IReadOnlyCollection<string> Names, string? DeclaredIn = null);
