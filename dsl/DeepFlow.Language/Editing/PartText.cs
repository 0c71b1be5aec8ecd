using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>What stands in a statement that is no step, written anew.</summary>
internal static class PartText
{
    public static void Set(Canvas canvas, SetPart edit)
    {
        var statement = canvas.Statement(edit.Node);
        var text = edit.Text?.Trim() is { Length: > 0 } given ? given : null;
        switch (statement, edit.Part)
        {
            case (ForSyntax loop, "max"):
                SetMax(canvas, loop, text);
                return;
            case (StopSyntax, "results"):
                canvas.Replace(statement.Span, text is null ? "stop" : $"return {text}");
                return;
            case (ReturnSyntax, "results") when text is null:
                canvas.Replace(statement.Span, "stop");
                return;
            case (FailSyntax, "message"):
                canvas.Replace(statement.Span, text is null ? "fail" : $"fail {text}");
                return;
            case (VarSyntax, "name"):
                throw new Refusal("A variable is renamed wherever it is named: rename it.");
        }

        var parts = Parts.Of(statement).Where(part => part.Name == edit.Part).ToList();
        if (parts.Count == 0)
        {
            throw new Refusal($"`{edit.Node}` has no {edit.Part}.");
        }

        canvas.Replace(parts[0].Span, text ?? throw new Refusal($"The {edit.Part} of `{edit.Node}` may not be left out."));
    }

    private static void SetMax(Canvas canvas, ForSyntax loop, string? text)
    {
        switch (loop.Max, text)
        {
            case ({ } known, { } wanted):
                canvas.Replace(known.Span, wanted);
                break;
            case ({ } known, null):
                canvas.Delete(TextSpan.Between(loop.List.Span.End, known.Span.End));
                break;
            case (null, { } wanted):
                canvas.Insert(loop.List.Span.End, $", max {wanted}");
                break;
        }
    }
}
