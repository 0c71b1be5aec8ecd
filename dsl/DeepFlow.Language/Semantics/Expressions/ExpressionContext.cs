using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Expressions;

/// <summary>What binding an expression needs to know of the place where it stands.</summary>
/// <param name="Owner">What the names belong to, for messages: "this pipeline", "a rule over `fashion`".</param>
internal sealed record ExpressionContext(
    ProgramFile File, SymbolTable Symbols, DiagnosticBag Problems, NameScope Locals, string Owner)
{
    /// <summary>Set where the names could not be learned, after an error that has been told: then any name may be one of them.</summary>
    public bool MayKnowMore { get; init; }

    /// <summary>Inside a <c>${ }</c>.</summary>
    public bool InText { get; init; }

    /// <summary>The variables of the signature whose arguments are being bound.</summary>
    public TypeVariables Variables { get; init; } = new();

    /// <summary>Notes, for editors, that a name stands for the symbol.</summary>
    public void Refer(SymbolInfo symbol, SyntaxNode name) => Symbols.Facts.Refer(symbol, At(name));

    public Place At(SyntaxNode node) => File.At(node);

    public Place At(TextSpan span) => File.At(span);

    /// <summary>What stands there, for messages.</summary>
    public string TextOf(TextSpan span) => File.Document.Source.Slice(span);

    public T? Find<T>(string name)
        where T : Symbol => Symbols.Find<T>(File, name);

    /// <summary>The declaration that the name means, noted as a reference to it.</summary>
    public T? Find<T>(NameSyntax name)
        where T : Symbol
    {
        var found = Find<T>(name.Text);
        if (found is not null)
        {
            Refer(SymbolFacts.Named(found), name);
        }

        return found;
    }

    /// <summary>What could have been meant by a name that is unknown.</summary>
    public KnownNames Known<T>(string name)
        where T : Symbol => Symbols.Known<T>(File, name);

    public void Report(Diagnostic diagnostic) => Problems.Add(diagnostic);
}
