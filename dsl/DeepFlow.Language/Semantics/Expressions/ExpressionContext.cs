using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Types;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>What binding an expression needs to know of the place where it stands.</summary>
/// <param name="Owner">What the names belong to, for messages: "this pipeline", "a rule over `fashion`".</param>
internal sealed record ExpressionContext(
    ProgramFile File, SymbolTable Symbols, DiagnosticBag Problems, IReadOnlyDictionary<string, Local> Locals, string Owner)
{
    /// <summary>Set where the names could not be learned, after an error that has been told: then any name may be one of them.</summary>
    public bool MayKnowMore { get; init; }

    /// <summary>The variables of the signature whose arguments are being bound.</summary>
    public TypeVariables Variables { get; init; } = new();
}
