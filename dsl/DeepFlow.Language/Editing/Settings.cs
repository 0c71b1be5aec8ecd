using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

internal static class Settings
{
    public static void Set(Canvas canvas, SetSetting edit)
    {
        var step = canvas.Step(edit.Node);
        if (edit.Kind == "on")
        {
            throw new Refusal("Where an outcome leads is set by connecting it.");
        }

        if (edit.Setting is { } given && WordOf(given.Trim()) != edit.Kind)
        {
            throw new Refusal($"A setting `{edit.Kind}` begins with that word, not with `{WordOf(given.Trim())}`.");
        }

        var known = step.Settings.FirstOrDefault(setting => KindOf(WordOf(canvas.Source.Slice(setting.Span))) == KindOf(edit.Kind));
        switch (known, edit.Setting?.Trim())
        {
            case ({ } setting, { } text):
                canvas.Replace(setting.Span, text);
                break;
            case ({ } setting, null):
                Remove(canvas, step, setting);
                break;
            case (null, { } text):
                Append(canvas, step, text);
                break;
        }
    }

    public static void Append(Canvas canvas, StepSyntax step, string text)
    {
        var indent = canvas.IndentAt(step.Span.Start);
        var open = canvas.Text.IndexOf('{', step.Arguments.Span.End) is var brace && brace >= 0 && brace < step.Span.End ? brace : -1;
        if (open < 0 && canvas.StandsAlone(step.Span))
        {
            // What stands behind the step stays on its line.
            canvas.Insert(step.Span.End, " {");
            canvas.Insert(canvas.LineEnd(step.Span.End), $"{indent}    {text}{canvas.NewLine}{indent}}}{canvas.NewLine}");
        }
        else if (open < 0)
        {
            canvas.Insert(step.Span.End, $" {{ {text} }}");
        }
        else if (step.Settings.Count == 0)
        {
            var inside = TextSpan.Between(open + 1, step.Span.End - 1);
            var line = $"{indent}    {text}{canvas.NewLine}";
            if (canvas.Holds(inside))
            {
                canvas.Insert(canvas.LineStart(inside.End), line);
            }
            else
            {
                canvas.Replace(inside, canvas.StandsAlone(step.Span) ? canvas.NewLine + line + indent : $" {text} ");
            }
        }
        else if (step.Settings[^1].Span is var last && canvas.StandsAlone(last))
        {
            canvas.Insert(canvas.LineEnd(last.End), canvas.IndentAt(last.Start) + text + canvas.NewLine);
        }
        else
        {
            canvas.Insert(step.Settings[^1].Span.End, "; " + text);
        }
    }

    public static void Remove(Canvas canvas, StepSyntax step, SettingSyntax setting)
    {
        var body = TextSpan.Between(step.Arguments.Span.End, step.Span.End);
        var lines = TextSpan.Between(CommentsAbove(canvas, setting.Span.Start), canvas.LineEnd(setting.Span.End));
        if (step.Settings.Count == 1 && !canvas.Holds(body))
        {
            canvas.Delete(body);
        }
        else if (canvas.StandsAlone(setting.Span))
        {
            canvas.Delete(lines);
        }
        else
        {
            Inline.Delete(canvas, setting.Span);
        }
    }

    private static int CommentsAbove(Canvas canvas, int offset)
    {
        var start = canvas.LineStart(offset);
        while (start > 0 && canvas.LineStart(start - 1) is var above && canvas.Text[above..start].TrimStart().StartsWith("//", StringComparison.Ordinal))
        {
            start = above;
        }

        return start;
    }

    private static string WordOf(string text) => new([.. text.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_')]);

    // A step either needs or prefers its resources.
    private static string KindOf(string word) => word == "prefers" ? "needs" : word;
}
