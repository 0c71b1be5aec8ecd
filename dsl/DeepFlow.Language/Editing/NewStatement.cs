namespace DeepFlow.Language.Editing;

/// <summary>Blocks and statements that a person puts in from the palette, as their first text.</summary>
internal static class NewStatement
{
    public static string Text(Canvas canvas, AddStatement add)
    {
        var line = canvas.NewLine;
        var text = add.Text?.Trim() ?? "";
        return (add.Kind, text.Length) switch
        {
            ("parallel", _) => $"parallel {{{line}    branch {StepName.FreeAfter(canvas, "one")} {{{line}    }}{line}    branch {StepName.FreeAfter(canvas, "two")} {{{line}    }}{line}}}",
            ("if" or "for", > 0) => $"{add.Kind} {text} {{{line}}}",
            ("var" or "set", > 0) => $"{add.Kind} {text}",
            ("return", > 0) => $"return {text}",
            ("stop" or "return", 0) => "stop",
            ("fail", _) => $"fail {text}".TrimEnd(),
            ("if", _) => throw new Refusal("An `if` needs a condition."),
            ("for", _) => throw new Refusal("A `for` needs a name and a list: `item in list`."),
            ("var" or "set", _) => throw new Refusal($"A `{add.Kind}` needs a name and a value: `name = value`."),
            _ => throw new Refusal($"`{add.Kind}` is no statement that can be added."),
        };
    }
}
