using System.Globalization;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

internal static class Pinning
{
    public static void Set(Canvas canvas, PinNode edit)
    {
        var statement = canvas.Statement(edit.Node);
        var pin = canvas.PinOf(statement);
        var text = edit is { X: { } x, Y: { } y } ? $"@at({Number(x)}, {Number(y)})" : null;
        if (pin is not null)
        {
            Change(canvas, pin, text);
        }
        else if (text is not null && canvas.StandsAlone(statement.Span))
        {
            // Above the comments: a `///` belongs to what follows it.
            canvas.Insert(canvas.Lines(statement).Start, canvas.IndentAt(statement.Span.Start) + text + canvas.NewLine);
        }
        else if (text is not null)
        {
            canvas.Insert(Inline.StartOf(canvas, statement), text + "; ");
        }
    }

    private static void Change(Canvas canvas, PinSyntax pin, string? text)
    {
        if (text is not null)
        {
            canvas.Replace(pin.Span, text);
        }
        else if (canvas.StandsAlone(pin.Span))
        {
            canvas.Delete(Sources.TextSpan.Between(canvas.LineStart(pin.Span.Start), canvas.LineEnd(pin.Span.End)));
        }
        else
        {
            Inline.Delete(canvas, pin.Span);
        }
    }

    private static string Number(double value) => double.IsFinite(value) && Math.Abs(value) < 1e9
        ? Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture)
        : throw new Refusal("A node can only be pinned at finite numbers.");
}
