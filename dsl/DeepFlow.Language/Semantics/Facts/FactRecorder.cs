using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Facts;

/// <summary>Written to while a program is bound; becomes its <see cref="SemanticModel"/>.</summary>
internal sealed class FactRecorder
{
    private readonly Dictionary<SymbolInfo, SymbolInfo> _symbols = [];
    private readonly List<(SymbolInfo Symbol, Place Place)> _references = [];
    private readonly List<ExpressionFact> _expressions = [];
    private readonly List<LayerFact> _layers = [];
    private readonly List<(Place Place, Func<IReadOnlyList<VisibleName>> Names)> _scopes = [];
    private readonly List<(FactRecorder Facts, Shift Shift)> _parts = [];

    /// <summary>The symbol with all that is known of it; replaces what a reference knew.</summary>
    public void Declare(SymbolInfo symbol)
    {
        // Of two declarations of one name the first counts; the second has been told.
        if (!_symbols.TryGetValue(symbol, out var known) || known.Declaration is null)
        {
            _symbols[symbol] = symbol;
        }
        else if (known.Declaration == symbol.Declaration)
        {
            _symbols[symbol] = known with { Type = symbol.Type ?? known.Type, Documentation = symbol.Documentation ?? known.Documentation };
        }
    }

    public void Refer(SymbolInfo symbol, Place place)
    {
        if (place.Span.Length > 0)
        {
            _symbols.TryAdd(symbol, symbol);
            _references.Add((symbol, place));
        }
    }

    public void Typed(Place place, DslType expected, DslType type) => _expressions.Add(new ExpressionFact(place, expected, type));

    public void Layer(Place place, string model, string name, Shape? input, Shape? output, long parameters) =>
        _layers.Add(new LayerFact(place, model, name, input, output, parameters));

    /// <summary>The names are asked for only where somebody wants to complete one.</summary>
    public void Scope(Place place, Func<IReadOnlyList<VisibleName>> names) => _scopes.Add((place, names));

    /// <summary>What was learned of a part that stands elsewhere now; it is moved when the model is asked for.</summary>
    public void Include(FactRecorder part, Shift shift) => _parts.Add((part, shift));

    public SemanticModel ToModel()
    {
        foreach (var (part, shift) in _parts)
        {
            Add(part, shift);
        }

        _parts.Clear();
        var declarations = _symbols.Values.Where(symbol => symbol.Declaration is not null)
            .Select(symbol => new SymbolReference(symbol, symbol.Declaration!.Value, true));
        var references = declarations
            .Concat(_references.Select(reference => new SymbolReference(_symbols[reference.Symbol], reference.Place, false)))
            .OrderBy(reference => reference.Place.Source.Path, StringComparer.Ordinal).ThenBy(reference => reference.Place.Span.Start)
            .DistinctBy(reference => (reference.Place.Source.Path, reference.Place.Span, reference.Symbol))
            .ToList();

        var byFile = references.ToLookup(reference => reference.Place.Source.Path);
        var expressions = _expressions.ToLookup(fact => fact.Place.Source.Path);
        var layers = _layers.ToLookup(layer => layer.Place.Source.Path);
        var scopes = _scopes.ToLookup(scope => scope.Place.Source.Path);
        var paths = byFile.Select(group => group.Key).Concat(expressions.Select(group => group.Key))
            .Concat(layers.Select(group => group.Key)).Concat(scopes.Select(group => group.Key)).Distinct(StringComparer.Ordinal);
        var files = paths.ToDictionary(
            path => path,
            path => new FileFacts(
                [.. byFile[path]],
                [.. expressions[path]],
                [.. layers[path].OrderBy(layer => layer.Place.Span.Start).ThenByDescending(layer => layer.Place.Span.Length)],
                [.. scopes[path].Select(scope => (scope.Place.Span, scope.Names))]),
            StringComparer.Ordinal);
        return new SemanticModel([.. _symbols.Values], references, files);
    }

    private void Add(FactRecorder part, Shift shift)
    {
        foreach (var symbol in part._symbols.Values)
        {
            var moved = symbol with { Declaration = shift.Moved(symbol.Declaration), Extent = shift.Moved(symbol.Extent) };
            if (moved.Declaration is null)
            {
                _symbols.TryAdd(moved, moved);
            }
            else
            {
                Declare(moved);
            }
        }

        _references.AddRange(part._references.Select(reference => (reference.Symbol, shift.Moved(reference.Place))));
        _expressions.AddRange(part._expressions.Select(fact => fact with { Place = shift.Moved(fact.Place) }));
        _layers.AddRange(part._layers.Select(layer => layer with { Place = shift.Moved(layer.Place) }));
        _scopes.AddRange(part._scopes.Select(scope => (shift.Moved(scope.Place), scope.Names)));
    }
}
