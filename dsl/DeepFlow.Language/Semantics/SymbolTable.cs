using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics;

/// <summary>
/// Every declaration of a program. A name stands once in the whole program, for a bundle holds its closure under plain names;
/// a file sees what it declares and what the files it uses declare.
/// </summary>
internal sealed class SymbolTable
{
    private readonly SortedDictionary<string, Symbol> _byName;
    private readonly HashSet<(string Path, string Name)> _asked = [];

    private SymbolTable(ActivityCatalog catalog, SortedDictionary<string, Symbol> byName)
    {
        Catalog = catalog;
        _byName = byName;
    }

    public ActivityCatalog Catalog { get; }

    /// <summary>What is learned of names and types on the way, for editors.</summary>
    public FactRecorder Facts { get; } = new();

    /// <summary>The catalog's activity of that name, or the script of the program that <paramref name="file"/> means by it.</summary>
    public (ActivitySignature? Activity, ScriptSymbol? Script) FindActivity(ProgramFile file, string name) =>
        Catalog.Find(name) is { } known ? (known, null)
        : Find<ScriptSymbol>(file, name) is { } script ? (script.AsActivity, script)
        : (null, null);

    public IEnumerable<T> All<T>()
        where T : Symbol => _byName.Values.OfType<T>();

    public static SymbolTable Collect(Program program, ActivityCatalog catalog, DiagnosticBag problems)
    {
        var table = new SymbolTable(catalog, new(StringComparer.Ordinal));
        foreach (var file in program.Files)
        {
            foreach (var (declaration, origin) in file.Document.Declarations.Zip(file.Origins))
            {
                table.Add(file, declaration, origin, problems);
            }
        }

        return table;
    }

    /// <summary>The same declarations, with a record of its own of what is learned and asked: for a part that may be bound beside others.</summary>
    public SymbolTable Apart() => new(Catalog, _byName);

    /// <summary>Takes over what was asked of a table that was apart.</summary>
    public void Join(SymbolTable part) => _asked.UnionWith(part._asked);

    /// <summary>The declaration that <paramref name="file"/> means by the name, or null.</summary>
    public T? Find<T>(ProgramFile file, string name)
        where T : Symbol
    {
        if (!_byName.TryGetValue(name, out var symbol) || symbol is not T found || !Sees(file, symbol))
        {
            return null;
        }

        _asked.Add((file.Path, name));
        return found;
    }

    /// <summary>What the file could have meant by a name that it does not see.</summary>
    public KnownNames Known<T>(ProgramFile file, string name)
        where T : Symbol
    {
        var hidden = _byName.GetValueOrDefault(name) as T;
        return new KnownNames(
            [.. All<T>().Where(symbol => Sees(file, symbol)).Select(symbol => symbol.Name)],
            hidden is null || Sees(file, hidden) ? null : hidden.File.Path);
    }

    /// <summary>Whether anything of the used file was ever named in <paramref name="file"/>.</summary>
    public bool IsUsed(ProgramFile file, string usedPath) =>
        _byName.Values.Any(symbol => symbol.File.Path == usedPath && _asked.Contains((file.Path, symbol.Name)));

    private static bool Sees(ProgramFile file, Symbol symbol) =>
        symbol.File.Path == file.Path || file.Uses.Any(use => use.Path == symbol.File.Path);

    private void Add(ProgramFile file, DeclarationSyntax declaration, DeclarationSyntax origin, DiagnosticBag problems)
    {
        Symbol? symbol = declaration switch
        {
            DatasetSyntax dataset => new DatasetSymbol(file, dataset),
            ModelSyntax model => new ModelSymbol(file, model),
            PipelineSyntax pipeline => new PipelineSymbol(file, pipeline, origin),
            FormSyntax form => new FormSymbol(file, form),
            ActivitySyntax activity => new ScriptSymbol(file, activity),
            _ => null,
        };
        if (symbol is null || declaration.Name.IsMissing)
        {
            return;
        }

        if (symbol is DatasetSymbol && new DatasetType(symbol.Name).IsVariable)
        {
            problems.Add(NameProblems.ReservedDatasetName(file.At(declaration.Name), symbol.Name));
        }

        if (symbol is PipelineSymbol or ScriptSymbol && Catalog.Find(symbol.Name) is not null)
        {
            problems.Add(NameProblems.NamedLikeActivity(file.At(declaration.Name), symbol.Name, symbol.Kind));
        }

        if (!_byName.TryAdd(symbol.Name, symbol))
        {
            var first = _byName[symbol.Name];
            problems.Add(NameProblems.DuplicateDeclaration(
                file.At(declaration.Name), symbol.Name, first.Kind, first.File.At(first.Syntax.Name).ToString()));
        }
        else
        {
            Facts.Declare(SymbolFacts.Of(symbol));
        }
    }
}
