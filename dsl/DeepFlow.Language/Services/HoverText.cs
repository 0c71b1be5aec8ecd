using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Services;

/// <summary>What a name is, as Markdown.</summary>
public sealed record HoverText(string Markdown, TextSpan Span);
