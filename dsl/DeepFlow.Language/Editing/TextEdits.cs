using System.Text;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Editing;

/// <summary>Edits of a text that do not overlap, in the order of the text.</summary>
public static class TextEdits
{
    public static string Apply(string text, IReadOnlyList<TextEdit> edits)
    {
        var result = new StringBuilder(text.Length);
        var done = 0;
        foreach (var edit in edits)
        {
            result.Append(text, done, edit.Span.Start - done).Append(edit.NewText);
            done = edit.Span.End;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>What turns the edited text into the one before.</summary>
    public static IReadOnlyList<TextEdit> Invert(string before, IReadOnlyList<TextEdit> edits)
    {
        var shift = 0;
        var inverse = new List<TextEdit>();
        foreach (var edit in edits)
        {
            inverse.Add(new TextEdit(new TextSpan(edit.Span.Start + shift, edit.NewText.Length), before.Substring(edit.Span.Start, edit.Span.Length)));
            shift += edit.NewText.Length - edit.Span.Length;
        }

        return inverse;
    }

    /// <summary>In the order of the text; null where two overlap.</summary>
    internal static IReadOnlyList<TextEdit>? InOrder(IEnumerable<TextEdit> edits)
    {
        var sorted = edits.Where(edit => edit.Span.Length > 0 || edit.NewText.Length > 0).OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End).ToList();
        return sorted.Zip(sorted.Skip(1)).Any(pair => pair.Second.Span.Start < pair.First.Span.End) ? null : sorted;
    }
}
