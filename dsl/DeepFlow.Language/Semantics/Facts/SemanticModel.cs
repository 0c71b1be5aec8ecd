using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Facts;

/// <summary>
/// What the compiler knows of a program beyond its diagnostics: what each name means and where it is named, types, shapes, and the
/// names that may be used at a place. Immutable; files are called by their path below the project's folder, offsets count UTF-16 characters.
/// </summary>
public sealed class SemanticModel
{
    private readonly Dictionary<string, FileFacts> _files;
    private readonly ILookup<SymbolInfo, SymbolReference> _bySymbol;

    internal SemanticModel(IReadOnlyList<SymbolInfo> symbols, IEnumerable<SymbolReference> references, Dictionary<string, FileFacts> files)
    {
        Symbols = symbols;
        _files = files;
        _bySymbol = references.ToLookup(reference => reference.Symbol);
    }

    public static SemanticModel Empty { get; } = new([], [], []);

    /// <summary>Everything that is declared or named, each once.</summary>
    public IReadOnlyList<SymbolInfo> Symbols { get; }

    /// <summary>The symbol, as declared, whose name stands at the offset or ends there; null where none does.</summary>
    public SymbolReference? ReferenceAt(string path, int offset) => Facts(path)?.ReferenceAt(offset);

    /// <summary>Every name in a file that means something, in the order written.</summary>
    public IReadOnlyList<SymbolReference> ReferencesIn(string path) => Facts(path)?.References ?? [];

    /// <summary>Every place where the symbol is named, its declaration among them.</summary>
    public IReadOnlyList<SymbolReference> ReferencesTo(SymbolInfo symbol) => [.. _bySymbol[symbol]];

    /// <summary>The symbol of that kind, name and owner; null where the program has none.</summary>
    public SymbolInfo? Find(SymbolKind kind, string name, string? owner = null) =>
        _bySymbol[new SymbolInfo(kind, name, owner)].FirstOrDefault()?.Symbol;

    /// <summary>The innermost expression that covers the offset: its span, its type, and the type that is expected there.</summary>
    public ExpressionFact? ExpressionAt(string path, int offset) => Facts(path)?.Expressions
        .Where(fact => fact.Place.Span.Start <= offset && offset <= fact.Place.Span.End)
        .MinBy(fact => fact.Place.Span.Length);

    /// <summary>The layer of a model that covers the offset, with what comes out of it.</summary>
    public LayerFact? LayerAt(string path, int offset) => Facts(path)?.Layers
        .Where(layer => layer.Place.Span.Start <= offset && offset <= layer.Place.Span.End)
        .MinBy(layer => layer.Place.Span.Length);

    /// <summary>The layers of a file's models in the order written, groups before what they hold.</summary>
    public IReadOnlyList<LayerFact> LayersIn(string path) => Facts(path)?.Layers ?? [];

    /// <summary>The names that an expression at the offset may use; empty where none stands.</summary>
    public IReadOnlyList<VisibleName> NamesAt(string path, int offset) => Facts(path)?.ScopeAt(offset)?.Invoke() ?? [];

    private FileFacts? Facts(string path) => _files.GetValueOrDefault(path);
}

/// <param name="Expected">What the place asks for; <c>any</c> where it takes everything.</param>
public sealed record ExpressionFact(Place Place, DslType Expected, DslType Type);

/// <param name="Output">The shape that comes out, with the hyperparameters' defaults; null from the first layer on that does not fit.</param>
/// <param name="ParameterCount">How many numbers the layer learns; for a group, what its layers learn together.</param>
public sealed record LayerFact(Place Place, string Model, string Name, Shape? Input, Shape? Output, long ParameterCount);

/// <summary>A name that an expression may use.</summary>
/// <param name="Type">Null for a step, which is no value itself.</param>
/// <param name="Outputs">A step's outputs and their types as they are at the place: with <c>?</c> where the step may not have run.</param>
/// <param name="HasRun">False for a step that has run on no way to the place.</param>
public sealed record VisibleName(
    SymbolKind Kind, string Name, string? Type, IReadOnlyList<KeyValuePair<string, string>> Outputs, bool HasRun = true);
