using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>What stands at a pipeline's top: what starts it, how many runs at once, who does what.</summary>
internal static class Clauses
{
    public static void Set(Canvas canvas, SetClause edit)
    {
        var text = edit.Text?.Trim() is { Length: > 0 } given ? given : null;
        StatementSyntax? known = edit.Clause switch
        {
            "trigger" => At<TriggerSyntax>(canvas, edit.At),
            "runs" => At<RunsSyntax>(canvas, 0),
            "roles" => At<RolesSyntax>(canvas, 0),
            _ => throw new Refusal($"`{edit.Clause}` is nothing that stands at a pipeline's top: `trigger`, `runs` and `roles` do."),
        };
        var word = edit.Clause == "trigger" ? "on" : edit.Clause;
        if (text is not null && !(text.StartsWith(word, StringComparison.Ordinal) && text.Length > word.Length && !char.IsLetterOrDigit(text[word.Length])))
        {
            throw new Refusal($"It begins with the word `{word}`.");
        }

        switch (known, text)
        {
            case ({ } clause, { } written):
                canvas.Replace(clause.Span, written);
                break;
            case ({ } clause, null):
                Statements.TakeOut(canvas, clause);
                break;
            case (null, { } written):
                Add(canvas, written);
                break;
        }
    }

    private static void Add(Canvas canvas, string text)
    {
        var statements = canvas.Pipeline.Body.Statements;
        if (statements.LastOrDefault(statement => statement is TriggerSyntax or RunsSyntax or RolesSyntax) is { } last)
        {
            Statements.PutAfter(canvas, last, text);
        }
        else if (statements is [var first, ..])
        {
            Statements.PutBefore(canvas, first, text);
        }
        else
        {
            Statements.Put(canvas, new Placement.Into(""), text);
        }
    }

    private static T? At<T>(Canvas canvas, int? at) where T : StatementSyntax =>
        at is { } number ? canvas.Pipeline.Body.Statements.OfType<T>().ElementAtOrDefault(number) : null;
}
