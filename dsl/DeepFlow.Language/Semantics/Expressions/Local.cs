using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>A name that an expression may use.</summary>
internal abstract record Local;

/// <summary>A parameter, or a name that a rule's activity provides.</summary>
internal sealed record ValueLocal(DslType Type, Action? Used = null) : Local;

/// <summary>A step: its outputs, its <c>outcome</c> and its <c>iteration</c>.</summary>
internal sealed record StepLocal(StepSymbol Step, Presence Presence) : Local;

/// <summary>Whether a step has run when the flow arrives at a place.</summary>
internal enum Presence
{
    Sure,

    /// <summary>On some way here, but not on every one.</summary>
    Maybe,

    Never,
}
