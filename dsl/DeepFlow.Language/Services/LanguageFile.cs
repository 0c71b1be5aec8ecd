using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services;

/// <summary>One file's text with what follows from it alone, worked out when first asked for.</summary>
internal sealed class LanguageFile(SourceText source, bool isReadable, ParsedFile? before = null, FileStamp? stamp = null)
{
    private readonly Lazy<ParsedFile> _parsed = new(() => ParsedFile.Parse(source, before));
    private readonly Lazy<IReadOnlyList<Lexeme>> _lexemes = new(() => Parsing.Lexemes.ItemsOf(source, new TextSpan(0, source.Content.Length)));

    private volatile LanguageFile? _next;

    public string Path => Source.Path;

    public SourceText Source { get; } = source;

    /// <summary>Null where the file could not be read, which the compiler has to tell.</summary>
    public ParsedFile? Parsed => isReadable ? _parsed.Value : null;

    public DocumentSyntax Document => _parsed.Value.Document;

    public IReadOnlyList<Lexeme> Lexemes => _lexemes.Value;

    /// <summary>The same file with another text. What an edit would write is read once: when it is tried, and no more when it is done.</summary>
    public LanguageFile With(string text) =>
        _next is { } next && next.Source.Content == text ? next : _next = new(new SourceText(Path, text), true, _parsed.IsValueCreated ? _parsed.Value : before);

    public static LanguageFile Read(SourceFiles files, string path)
    {
        // Before the text: a file that changes in between is read once too often rather than never again.
        var stamp = FileStamp.Of(files, path);
        var problems = new DiagnosticBag();
        var source = files.Read(path, null, problems);
        return new LanguageFile(source, problems.ToSortedList().Count == 0, stamp: stamp);
    }

    /// <summary>Whether what was read from disk is what lies there now; a buffer always is.</summary>
    public bool IsFresh(SourceFiles files) => stamp is null || stamp == FileStamp.Of(files, Path);

    public Place At(TextSpan span) => new(Source, span);
}
