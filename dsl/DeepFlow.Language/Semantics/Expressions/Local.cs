using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>A name that an expression may use.</summary>
/// <param name="Symbol">What it is, for editors; null where it is nothing that has a place of its own.</param>
internal abstract record Local(SymbolInfo? Symbol);

/// <summary>A parameter, a variable, the item of a <c>for</c>, or a name that a rule's activity provides.</summary>
internal sealed record ValueLocal(DslType Type, SymbolInfo? Symbol = null) : Local(Symbol)
{
    /// <summary>Told when an expression names it.</summary>
    public Action? Read { get; init; }
}

/// <summary>A step: its outputs, its <c>outcome</c> and its <c>iteration</c>.</summary>
internal sealed record StepLocal(StepSymbol Step, Presence Presence, SymbolInfo? Symbol = null) : Local(Symbol)
{
    /// <summary>Seen from outside the <c>for</c> that holds it: how the type of an output becomes that of a list. Null in its own block.</summary>
    public Func<DslType, DslType>? Listed { get; init; }

    /// <summary>Told when an expression names an output, with the output's type at the place.</summary>
    public Action<string, DslType>? Read { get; init; }
}

/// <summary>Whether a step has run when the flow arrives at a place.</summary>
internal enum Presence
{
    Sure,

    /// <summary>On some way here, but not on every one.</summary>
    Maybe,

    Never,
}
