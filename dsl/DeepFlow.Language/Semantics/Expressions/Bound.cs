using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>An expression that has a meaning.</summary>
/// <param name="MayLack">The step by whose absence it may be missing; null where only the type says whether it may.</param>
internal sealed record Bound(Expression Value, DslType Type, TextSpan Span, string? MayLack = null);
