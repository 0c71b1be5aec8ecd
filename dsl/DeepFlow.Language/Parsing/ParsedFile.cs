using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Parsing;

/// <summary>A file's syntax and what its parser had to say: as long as the text is the same, so are they.</summary>
internal sealed record ParsedFile(DocumentSyntax Document, IReadOnlyList<Diagnostic> Problems)
{
    public static ParsedFile Parse(SourceText source)
    {
        var problems = new DiagnosticBag();
        var document = DocumentParser.Parse(source, problems);
        return new ParsedFile(document, problems.ToSortedList());
    }
}
