using System.Collections.Concurrent;
using System.Collections.Immutable;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Editing;
using DeepFlow.Language.Format;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Pipelines;
using DeepFlow.Language.Services.Completion;
using DeepFlow.Language.Services.Drawing;
using DeepFlow.Language.Services.Highlighting;
using DeepFlow.Language.Services.Navigation;
using DeepFlow.Language.Services.Outline;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Services;

/// <summary>
/// A project at one moment, and what can be asked of it. Paths are below the root (<see cref="LanguageWorkspace.Locate"/>), offsets
/// count UTF-16 characters from the file's start. Answers come from the text as it stands, whole or half typed; no text makes them throw.
/// </summary>
public sealed class LanguageSnapshot
{
    private readonly ConcurrentDictionary<string, LanguageFile> _files;
    private readonly ConcurrentDictionary<string, Lazy<Compilation>> _compilations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DrawnFile> _drawn = new(StringComparer.Ordinal);
    private readonly ImmutableDictionary<string, BoundProgram> _before;
    private readonly Lazy<IReadOnlyList<string>> _all;

    /// <param name="before">What was bound for each root before this snapshot; what still holds of it is not bound again.</param>
    private LanguageSnapshot(
        SourceFiles files,
        ActivityCatalog catalog,
        ImmutableDictionary<string, string> buffers,
        IEnumerable<LanguageFile> known,
        ImmutableDictionary<string, BoundProgram> before)
    {
        _before = before;
        Files = files with { Unsaved = buffers, Parsed = path => Find(path)?.Parsed, Rewritten = (path, text) => Find(path)?.With(text).Parsed };
        Catalog = catalog;
        Buffers = buffers;
        _files = new(known.Select(file => KeyValuePair.Create(file.Path, file)), StringComparer.Ordinal);
        _all = new(() => ProjectFolder.Sources(files.Root, Buffers.Keys));
    }

    public SourceFiles Files { get; }

    public ActivityCatalog Catalog { get; }

    /// <summary>The open buffers by path.</summary>
    public ImmutableDictionary<string, string> Buffers { get; }

    /// <summary>Every <c>.dlflow</c> file of the project, open or on disk.</summary>
    public IReadOnlyList<string> AllPaths => _all.Value;

    internal static LanguageSnapshot Of(SourceFiles files, ActivityCatalog catalog) => new(files, catalog, ImmutableDictionary<string, string>.Empty, [], ImmutableDictionary<string, BoundProgram>.Empty);

    internal LanguageSnapshot With(string path, string text) =>
        new(Files, Catalog, Buffers.SetItem(path, text), _files.Values.Where(file => file.Path != path)
            .Concat(_files.TryGetValue(path, out var known) ? [known.With(text)] : []), Bound());

    internal LanguageSnapshot Without(string path) =>
        new(Files, Catalog, Buffers.Remove(path), _files.Values.Where(file => file.Path != path), Bound());

    internal LanguageSnapshot Reread() => new(Files, Catalog, Buffers, _files.Values.Where(file => Buffers.ContainsKey(file.Path)), Bound());

    /// <summary>The project as it lies on disk now, with exactly these buffers open over it. What has not changed is not read or bound again.</summary>
    public LanguageSnapshot Holding(IReadOnlyDictionary<string, string> texts)
    {
        var stale = _files.Values.Where(file => !file.IsFresh(Files)).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var sameFiles = stale.Count == 0 && (!_all.IsValueCreated || _all.Value.SequenceEqual(ProjectFolder.Sources(Files.Root, Buffers.Keys)));
        var snapshot = sameFiles ? this : new LanguageSnapshot(Files, Catalog, Buffers, _files.Values.Where(file => !stale.Contains(file.Path)), Bound());
        foreach (var closed in Buffers.Keys.Where(path => !texts.ContainsKey(path)))
        {
            snapshot = snapshot.Without(closed);
        }

        foreach (var (path, text) in texts.Where(each => Buffers.GetValueOrDefault(each.Key) != each.Value))
        {
            snapshot = snapshot.With(path, text);
        }

        return snapshot;
    }

    /// <summary>The file's text, from its buffer or from disk; null where there is none that can be read.</summary>
    public SourceText? Source(string path) => Find(path)?.Source;

    /// <summary>What compiling the file with all that it uses finds, in it and in what it uses.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics(string path) => Compile(path).Diagnostics;

    /// <summary>The program whose root the file is.</summary>
    public Compilation Compile(string path) =>
        _compilations.GetOrAdd(path, key => new Lazy<Compilation>(() => Compiler.Compile(Files, [key], Catalog, _before.GetValueOrDefault(key)))).Value;

    /// <summary>What could stand at the place, the likeliest first; each replaces the word that is being typed there.</summary>
    public IReadOnlyList<CompletionItem> Complete(string path, int offset) => Find(path) is { } file ? Completions.At(this, file, offset) : [];

    /// <summary>What the name or word at the place is, as Markdown.</summary>
    public HoverText? Hover(string path, int offset) => Find(path) is { } file ? Hovers.At(this, file, offset) : null;

    /// <summary>What the call around the place takes, and which of it stands there.</summary>
    public SignatureHelp? Signature(string path, int offset) => Find(path) is { } file ? SignatureHelp.At(this, file, offset) : null;

    /// <summary>Where what the name at the place means is declared; null for what the catalog declares, and for no name.</summary>
    public Place? Definition(string path, int offset) => References.Definition(this, path, offset);

    /// <summary>Every place of the project that means the same as the name at the place, its declaration first.</summary>
    public IReadOnlyList<Place> FindReferences(string path, int offset, bool withDeclaration = true) =>
        ReferenceAt(path, offset) is { } found
            ? [.. References.To(this, found.Symbol).Where(reference => withDeclaration || !reference.IsDeclaration).Select(reference => reference.Place)]
            : [];

    /// <summary>The span of the name at the place, where it may be renamed.</summary>
    public TextSpan? RenameSpan(string path, int offset) =>
        ReferenceAt(path, offset) is { Symbol.Declaration: not null } found ? found.Place.Span : null;

    /// <summary>The edits that give what the name at the place means another name everywhere.</summary>
    public RenameResult Rename(string path, int offset, string newName) =>
        Navigation.Renaming.Rename(Compile(path).Model, ReferenceAt(path, offset), symbol => References.To(this, symbol), newName);

    /// <summary>The file's declarations and what they hold.</summary>
    public IReadOnlyList<DocumentSymbol> Symbols(string path) => Find(path) is { } file ? DocumentSymbol.Of(file.Document) : [];

    /// <summary>What may be folded away.</summary>
    public IReadOnlyList<FoldingRange> Folds(string path) => Find(path) is { } file ? FoldingRange.Of(file) : [];

    /// <summary>What the words are, for colouring, in the order of the text.</summary>
    public IReadOnlyList<SemanticToken> Highlights(string path) => Find(path) is { } file ? SemanticToken.Of(this, file) : [];

    /// <summary>The edits that bring the file into its canonical form.</summary>
    public IReadOnlyList<TextEdit> Format(string path) => Find(path) is { } file ? Formatter.Edits(file.Source) : [];

    /// <summary>The file's pipelines drawn, as far as they can be read, with what panels beside the pictures need.</summary>
    public DrawnFile Draw(string path) => Find(path) is { } file ? _drawn.GetOrAdd(path, _ => DrawnFile.Of(this, file)) : DrawnFile.Nothing;

    /// <summary>The names of the pipelines that the file declares.</summary>
    public IReadOnlyList<string> PipelinesOf(string path) =>
        [.. (Find(path)?.Document.Declarations ?? []).OfType<PipelineSyntax>().Where(pipeline => !pipeline.Name.IsMissing).Select(pipeline => pipeline.Name.Text)];

    /// <summary>What changes in the texts where the file <paramref name="from"/> is called <paramref name="to"/>: the paths after <c>use</c>.</summary>
    public IReadOnlyList<FileChange> Moved(string from, string to) => FileMoves.Of(this, from, to);

    /// <summary>The files that <c>use</c> it.</summary>
    public IReadOnlyList<string> UsersOf(string path) => FileMoves.UsersOf(this, path);

    /// <summary>The mends that are known for the findings in the span.</summary>
    public IReadOnlyList<CodeAction> Actions(string path, TextSpan span) => CodeAction.At(this, path, span);

    internal LanguageFile? Find(string path)
    {
        if (_files.TryGetValue(path, out var known))
        {
            return known;
        }

        if (Files.Locate(path) != path || (!Buffers.ContainsKey(path) && !File.Exists(Path.Combine(Files.Root, path))))
        {
            return null;
        }

        return _files.GetOrAdd(path, key => LanguageFile.Read(Files, key));
    }

    // The latest of each root: a snapshot that nobody asked for diagnostics hands on what it was given.
    private ImmutableDictionary<string, BoundProgram> Bound() => _before.SetItems(
        _compilations.Where(known => known.Value.IsValueCreated).Select(known => KeyValuePair.Create(known.Key, known.Value.Value.Bound!)));

    internal SymbolReference? ReferenceAt(string path, int offset) => Find(path) is null ? null : Compile(path).Model.ReferenceAt(path, offset);

    /// <summary>What a file may name: its own declarations, then those of the files it uses.</summary>
    internal VisibleDeclarations Visible(LanguageFile file) => VisibleDeclarations.Of(this, file);
}
