using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Editing;

/// <summary>The <c>///</c> lines above a statement or a pipeline.</summary>
internal static class Documentation
{
    public static void Set(Canvas canvas, SetDocumentation edit)
    {
        var span = edit.Node is { } node ? canvas.Statement(node).Span : canvas.Pipeline.Span;
        if (canvas.Text[canvas.LineStart(span.Start)..span.Start].Trim().Length > 0)
        {
            throw new Refusal("The statement shares its line with others; format the file first.");
        }

        var indent = canvas.IndentAt(span.Start);
        var line = canvas.LineStart(span.Start);
        var start = line;
        while (start > 0 && canvas.LineStart(start - 1) is var above && canvas.Text[above..start].TrimStart().StartsWith("///", StringComparison.Ordinal))
        {
            start = above;
        }

        var written = string.IsNullOrWhiteSpace(edit.Text) ? "" : string.Concat(edit.Text.Trim().ReplaceLineEndings("\n").Split('\n').Select(each => $"{indent}/// {each}".TrimEnd() + canvas.NewLine));
        canvas.Replace(TextSpan.Between(start, line), written);
    }
}
