using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>Declarations put into a file and taken out of it.</summary>
internal static class Documents
{
    public static IReadOnlyList<TextEdit> Edit(DocumentSyntax document, DocumentEdit edit)
    {
        var text = document.Source.Content;
        var newLine = text.Contains("\r\n") ? "\r\n" : "\n";
        return edit switch
        {
            CreatePipeline create => Create(document, create, newLine),
            AddDeclaration add => [Declare(document, add.Text.ReplaceLineEndings(newLine).Trim(), newLine)],
            AddUse use => [Use(document, use.Path, newLine)],
            _ => throw new Refusal("Such an edit is not known."),
        };
    }

    public static void Delete(Canvas canvas)
    {
        var pipeline = canvas.Pipeline;
        var (start, end) = (canvas.LineStart(pipeline.Span.Start), canvas.LineEnd(pipeline.Span.End));
        while (start > 0 && canvas.LineStart(start - 1) is var above && canvas.Text[above..start].Trim() is var line && line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("//!", StringComparison.Ordinal))
        {
            start = above;
        }

        // The blank line that parted it goes with it.
        while (start > 0 && canvas.LineStart(start - 1) is var above && canvas.Text[above..start].Trim().Length == 0)
        {
            start = above;
        }

        canvas.Delete(TextSpan.Between(start, end));
    }

    private static IReadOnlyList<TextEdit> Create(DocumentSyntax document, CreatePipeline create, string newLine)
    {
        StepName.Check(create.Name);
        if (document.Declarations.Any(declaration => declaration is not UseSyntax && declaration.Name.Text == create.Name))
        {
            throw new Refusal($"The file declares a `{create.Name}` already; choose another name.");
        }

        return [AtEnd(document, $"pipeline {create.Name}{Heading.Text(create.Parameters, create.Results)}{{{newLine}}}", newLine)];
    }

    private static TextEdit Declare(DocumentSyntax document, string declaration, string newLine)
    {
        if (document.Declarations.OfType<PipelineSyntax>().FirstOrDefault() is not { } first)
        {
            return AtEnd(document, declaration, newLine);
        }

        var text = document.Source.Content;
        var start = StartOfLine(text, first.Span.Start);
        while (start > 0 && StartOfLine(text, start - 1) is var above && text[above..start].TrimStart() is var line && line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("//!", StringComparison.Ordinal))
        {
            start = above;
        }

        return TextEdit.Insert(start, declaration + newLine + newLine);
    }

    private static TextEdit Use(DocumentSyntax document, string path, string newLine)
    {
        var text = document.Source.Content;
        var folder = Path.Combine("/", Path.GetDirectoryName(document.Source.Path) ?? "");
        var line = $"use \"{Path.GetRelativePath(folder, Path.Combine("/", path)).Replace('\\', '/')}\"{newLine}";
        if (document.Declarations.OfType<UseSyntax>().LastOrDefault() is { } last)
        {
            var end = text.IndexOf('\n', last.Span.End);
            return end < 0 ? TextEdit.Insert(text.Length, newLine + line) : TextEdit.Insert(end + 1, line);
        }

        // Behind what documents the file.
        var top = 0;
        while (top < text.Length && text[top..].StartsWith("//!", StringComparison.Ordinal))
        {
            top = text.IndexOf('\n', top) is var end and >= 0 ? end + 1 : text.Length;
        }

        var parted = top > 0 && top < text.Length && text[top] is '\r' or '\n';
        return TextEdit.Insert(top, (top > 0 ? (text[top - 1] == '\n' ? "" : newLine) + newLine : "") + line + (text[top..].Trim().Length == 0 || parted ? "" : newLine));
    }

    private static TextEdit AtEnd(DocumentSyntax document, string declaration, string newLine)
    {
        var text = document.Source.Content;
        var end = text.TrimEnd().Length;
        return new TextEdit(TextSpan.Between(end, text.Length), (end == 0 ? "" : newLine + newLine) + declaration + newLine);
    }

    private static int StartOfLine(string text, int offset) => offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
}
