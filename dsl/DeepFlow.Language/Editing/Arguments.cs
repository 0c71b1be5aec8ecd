using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

internal static class Arguments
{
    public static void Set(Canvas canvas, SetArgument edit)
    {
        var list = canvas.Step(edit.Node).Arguments;
        var at = list.Items.ToList().FindIndex(argument => argument.Name?.Text == edit.Name);
        if (edit.Value is null)
        {
            if (at >= 0)
            {
                Remove(canvas, list, at);
            }
        }
        else if (at >= 0)
        {
            canvas.Replace(list.Items[at].Value.Span, edit.Value);
        }
        else
        {
            StepName.Check(edit.Name);
            Append(canvas, list, $"{edit.Name}: {edit.Value}");
        }
    }

    private static void Append(Canvas canvas, ArgumentsSyntax list, string text)
    {
        if (list.Span.Length < 2)
        {
            throw new Refusal("The step has no `( )` for its arguments.");
        }

        if (list.Items.Count == 0)
        {
            canvas.Insert(list.Span.Start + 1, text);
            return;
        }

        var last = list.Items[^1].Span;
        var comma = CommaAfter(canvas, last.End);
        var alone = list.Items.Count > 1 && list.Items.All(item => canvas.Text[canvas.LineStart(item.Span.Start)..item.Span.Start].Trim().Length == 0);
        var space = alone ? canvas.NewLine + canvas.IndentAt(last.Start) : " ";
        canvas.Insert(comma ?? last.End, comma is null ? "," + space + text : space + text + ",");
    }

    private static void Remove(Canvas canvas, ArgumentsSyntax list, int at)
    {
        var argument = list.Items[at].Span;
        var end = CommaAfter(canvas, argument.End) ?? argument.End;
        var isLast = at == list.Items.Count - 1;
        var line = TextSpan.Between(canvas.LineStart(argument.Start), canvas.LineEnd(end));
        if (canvas.StandsAlone(TextSpan.Between(argument.Start, end)) && canvas.Source.Slice(line).Trim().Length > 0)
        {
            canvas.Delete(line);
            if (isLast && end == argument.End && at > 0 && CommaAfter(canvas, list.Items[at - 1].Span.End) is { } left)
            {
                canvas.Delete(new TextSpan(left - 1, 1));
            }
        }
        else if (!isLast)
        {
            var next = list.Items[at + 1].Span.Start;
            var sameLine = canvas.LineStart(next) == canvas.LineStart(argument.Start);
            canvas.Delete(TextSpan.Between(sameLine ? argument.Start : SpaceBefore(canvas, argument.Start), sameLine ? next : end));
        }
        else
        {
            canvas.Delete(TextSpan.Between(at > 0 ? list.Items[at - 1].Span.End : argument.Start, end == argument.End ? end : end - (at > 0 ? 1 : 0)));
        }
    }

    // Behind the comma that follows, if one does.
    private static int? CommaAfter(Canvas canvas, int end)
    {
        var text = canvas.Text;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end < text.Length && text[end] == ',' ? end + 1 : null;
    }

    private static int SpaceBefore(Canvas canvas, int start)
    {
        while (start > 0 && canvas.Text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return start;
    }
}
