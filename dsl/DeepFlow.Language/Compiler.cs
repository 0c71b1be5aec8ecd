using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Emit;
using DeepFlow.Language.Semantics;
using DeepFlow.Language.Semantics.Declarations;
using DeepFlow.Language.Semantics.Flow;
using DeepFlow.Language.Semantics.Pipelines;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language;

/// <summary>Text to bundle: loads the files, binds them, checks them, and writes the definitions. Nothing in a text makes it throw.</summary>
public static class Compiler
{
    /// <summary>Compiles the files and all that they use to one bundle.</summary>
    /// <param name="roots">Paths below the project's folder, or full paths into it.</param>
    /// <param name="catalog">The activities that a step may name, and the constructors of their inputs.</param>
    public static Compilation Compile(SourceFiles files, IEnumerable<string> roots, ActivityCatalog catalog) =>
        Compile(files, [.. roots], catalog, null);

    /// <param name="before">What binding the same roots with an earlier text found, if it was: what still holds is not found again.</param>
    internal static Compilation Compile(SourceFiles files, IReadOnlyList<string> roots, ActivityCatalog catalog, BoundProgram? before)
    {
        var problems = new DiagnosticBag();
        var program = new ProgramLoader(files, problems).Load(roots);
        var symbols = SymbolTable.Collect(program, catalog, problems);
        var types = new TypeBinder(symbols, problems);

        // Each stage sees what the ones before have bound.
        BindAll<DatasetSymbol>(symbols, new DatasetBinder(symbols, types, problems).Bind);
        BindAll<FormSymbol>(symbols, new FormBinder(symbols, types, problems).Bind);
        BindAll<ModelSymbol>(symbols, new ModelBinder(symbols, types, problems).Bind);
        BindAll<ScriptSymbol>(symbols, new ScriptBinder(symbols, types, problems).Bind);
        BindAll<PipelineSymbol>(symbols, new PipelineSignatureBinder(symbols, types, problems).Bind);
        CallCycles.Report(symbols.All<PipelineSymbol>(), problems);
        var bound = BoundProgram.Bind(program, symbols, problems, before);
        ReportUnusedFiles(program, symbols, problems);

        return new Compilation(problems.ToSortedList(), [.. program.Files.Select(file => file.Document)])
        {
            // Definitions hold places, so what was bound with an earlier text is bound again for them.
            ToBundle = problems.HasErrors ? () => null
                : bound.Pipelines is { } pipelines ? () => BundleWriter.Write(symbols, pipelines)
                : () => Compile(files, roots, catalog, null).Bundle,
            Succeeded = !problems.HasErrors,
            ToModel = symbols.Facts.ToModel,
            Bound = bound,
        };
    }

    private static void BindAll<T>(SymbolTable symbols, Action<T> bind)
        where T : Symbol
    {
        foreach (var symbol in symbols.All<T>())
        {
            bind(symbol);
        }
    }

    private static void ReportUnusedFiles(Program program, SymbolTable symbols, DiagnosticBag problems)
    {
        // A file that could not be read, or holds nothing, has been told or will be filled.
        var withDeclarations = program.Files.Where(file => file.Document.Declarations.Count > 0)
            .Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in program.Files)
        {
            foreach (var use in file.Uses.Where(use => withDeclarations.Contains(use.Path) && !symbols.IsUsed(file, use.Path)))
            {
                problems.Add(Advice.UnusedFile(file.At(use.Syntax), use.Syntax.Path.Text));
            }
        }
    }
}
