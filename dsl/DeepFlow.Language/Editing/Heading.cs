using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>What a pipeline takes and gives: <c>(data: dataset&lt;fashion&gt;) -> (model: model)</c>.</summary>
internal static class Heading
{
    public static void Set(Canvas canvas, SetHeading edit)
    {
        var pipeline = canvas.Pipeline;
        var span = TextSpan.Between(pipeline.Name.Span.End, pipeline.Body.Span.Start);
        if (canvas.Holds(span))
        {
            throw new Refusal("The heading holds comments; change it in the text.");
        }

        canvas.Replace(span, Text(edit.Parameters ?? Written(canvas, pipeline.Parameters), edit.Results ?? Written(canvas, pipeline.Results)));
    }

    /// <summary>What stands between a pipeline's name and its bracket.</summary>
    public static string Text(string? parameters, string? results) =>
        $"({Inside(parameters)}){(Inside(results) is { Length: > 0 } given ? $" -> ({given})" : "")} ";

    private static string Written(Canvas canvas, IReadOnlyList<SyntaxNode> items) => items.Count == 0 ? "" : canvas.Source.Slice(items[0].Span.To(items[^1].Span));

    private static string Inside(string? text)
    {
        var inner = text?.Trim() ?? "";
        inner = inner.StartsWith("->", StringComparison.Ordinal) ? inner[2..].Trim() : inner;
        return inner is ['(', .., ')'] ? inner[1..^1].Trim() : inner;
    }
}
