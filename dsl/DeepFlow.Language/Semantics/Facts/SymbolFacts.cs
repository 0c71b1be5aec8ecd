using System.Runtime.CompilerServices;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Semantics.Facts;

/// <summary>How each thing is called among the facts, so that a declaration and all that name it agree.</summary>
internal static class SymbolFacts
{
    private static readonly ConditionalWeakTable<ActivitySignature, SymbolInfo> Activities = [];

    public static SymbolInfo Of(Symbol symbol) => new(symbol.SymbolKind, symbol.Name)
    {
        Type = symbol.Signature,
        Documentation = symbol.Syntax.Doc,
        Declaration = symbol.File.At(symbol.Syntax.Name),
        Extent = symbol.File.At(symbol.Syntax),
    };

    /// <summary>The symbol, named by one that knows no more of it than that it has been declared.</summary>
    public static SymbolInfo Named(Symbol symbol) => new(symbol.SymbolKind, symbol.Name);

    /// <summary>A name that the file declares inside something else.</summary>
    public static SymbolInfo Inside(ProgramFile file, SymbolKind kind, string owner, NameSyntax name, SyntaxNode extent, string? type = null, string? doc = null) =>
        new(kind, name.Text, owner)
        {
            Type = type,
            Documentation = doc,
            Declaration = file.At(name),
            Extent = file.At(extent),
        };

    public static SymbolInfo Activity(ActivitySignature activity) => Activities.GetOrAdd(activity, static activity => new SymbolInfo(SymbolKind.Activity, activity.Name)
    {
        Type = Signatures.Of(activity),
        Documentation = activity.Summary,
    });

    public static SymbolInfo Role(string role) => new(SymbolKind.Role, role);
}
