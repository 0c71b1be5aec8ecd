using DeepFlow.Language.Sources;
using static DeepFlow.Language.Diagnostics.ProblemCatalogue;

namespace DeepFlow.Language.Diagnostics;

/// <summary>What can be wrong with a file as a text. Codes DF1000 to DF1999.</summary>
public static class SyntaxProblems
{
    [Problem("DF1001",
        Cause = "The file could not be read.",
        Example = "use \"missing.dlflow\"",
        Mend = "Check the path and the file's permissions.")]
    public static Diagnostic FileUnreadable(Place at, string path, string reason) =>
        Report(at, $"The file `{path}` cannot be read: {reason}");

    [Problem("DF1002",
        Cause = "A program is text in UTF-8; this file has bytes that are not.",
        Example = "a file saved as Latin-1",
        Mend = "Save the file as UTF-8.")]
    public static Diagnostic NotUtf8(Place at, string path, long offset) =>
        Report(at, $"The file `{path}` is not UTF-8: the byte at offset {offset} belongs to no character. Save it as UTF-8.");

    [Problem("DF1003",
        Cause = "Files over 8 MiB are refused: no program that people read is that long.",
        Example = "a data file with the ending .dlflow",
        Mend = "Split the program over several files with `use`.")]
    public static Diagnostic FileTooLarge(Place at, string path, long bytes, long limit) =>
        Report(at, $"The file `{path}` has {bytes} bytes, more than the {limit} that a program may have. Split it with `use`.");

    [Problem("DF1004",
        Cause = "A character that the language has no use for.",
        Example = "step a = f(x: 1) §",
        Mend = "Remove the character; names are made of letters, digits and `_`.")]
    public static Diagnostic UnknownCharacter(Place at, string characters) =>
        Report(at, $"The language has no use for `{characters}` here. Names are made of the letters a to z, digits and `_`; other text stands in quotes.");

    [Problem("DF1005",
        Cause = "A text that is not closed on its line.",
        Example = "fail \"too small",
        Mend = "Close the text with the quote that opened it; use \"\"\" for a text of many lines.")]
    public static Diagnostic UnclosedText(Place at, string quote) =>
        Report(at, $"This text is not closed: write {quote} at its end. A text of many lines stands between \"\"\" and \"\"\".");

    [Problem("DF1006",
        Cause = "An opening bracket has no partner.",
        Example = "step a = f(x: 1",
        Mend = "Write the closing bracket.")]
    public static Diagnostic UnclosedBracket(Place at, string open, string close) =>
        Report(at, $"This `{open}` is not closed: write `{close}` where it ends.");

    [Problem("DF1007",
        Cause = "A closing bracket has no partner.",
        Example = "step a = f(x: 1))",
        Mend = "Remove the bracket, or write the one that opens it.")]
    public static Diagnostic StrayBracket(Place at, string close) =>
        Report(
            at,
            $"This `{close}` closes nothing. Remove it, or write the bracket that it should close.",
            [new CodeFix($"Remove `{close}`", at.Span, "")]);

    [Problem("DF1008",
        Cause = "Brackets in brackets, or one expression, beyond what people could read; the compiler refuses it rather than fail.",
        Example = "((((((((...))))))))",
        Mend = "Split the expression; name its parts as steps or parameters.")]
    public static Diagnostic TooDeep(Place at) =>
        Report(at, "This is nested too deeply or is too long for one expression. Split it into parts.");

    [Problem("DF1009",
        Cause = "Something stands where the grammar has no place for it.",
        Example = "step a = f(x: 1) y",
        Mend = "The sentence says what may stand there.")]
    public static Diagnostic Unexpected(Place at, string found, string expected) =>
        Report(at, $"{expected} is expected here, but this is {found}.");

    [Problem("DF1010",
        Cause = "A file holds only declarations at its top.",
        Example = "step a = f()",
        Mend = "Put the statement into a `pipeline name() { ... }`.")]
    public static Diagnostic NotADeclaration(Place at, string found) =>
        Report(at, $"A file holds `use`, `dataset`, `model`, `pipeline`, `form` and `activity` at its top, not {found}. Statements stand inside a `pipeline`.");

    [Problem("DF1011",
        Cause = "A step was written without `step`.",
        Example = "train = fit(data: d)",
        Mend = "Write `step` before the name.")]
    public static Diagnostic StepWordMissing(Place at, string name) =>
        Report(
            at,
            $"A statement begins with a word such as `step`, `if` or `return`. To make `{name}` a step, write `step {name} = ...`.",
            [new CodeFix("Write `step` before it", new TextSpan(at.Span.Start, 0), "step ")]);

    [Problem("DF1012",
        Cause = "A word of the language cannot be a name.",
        Example = "step if = f()",
        Mend = "Choose another name.")]
    public static Diagnostic ReservedName(Place at, string word) =>
        Report(at, $"`{word}` is a word of the language and cannot be a name here. Choose another, such as `{word}_1`.");

    [Problem("DF1013",
        Cause = "A `${` in a text has no `}`.",
        Example = "fail \"accuracy ${a.b\"",
        Mend = "Close it with `}`, or write `\\$` for the character itself.")]
    public static Diagnostic UnclosedInterpolation(Place at) =>
        Report(at, "This `${` is not closed: write `}` behind the expression, or `\\$` for the character itself.");

    [Problem("DF1014",
        Cause = "A backslash in a text begins one of few escapes.",
        Example = "\"a\\q\"",
        Mend = "Write `\\\\` for a backslash, or use a raw text '...'.")]
    public static Diagnostic UnknownEscape(Place at, string escape) =>
        Report(at, $"`{escape}` means nothing in a text. There are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\$`; a raw text '...' takes backslashes as they are.");

    [Problem("DF1015",
        Cause = "`=` gives a name to a step or a default; values are compared by `==`.",
        Example = "if stage = production { stop }",
        Mend = "Write `==`.")]
    public static Diagnostic EqualsToCompare(Place at) =>
        Report(
            at,
            "`=` does not stand in a value. To compare, write `==`; to hand over an argument, write `name: value`.",
            [new CodeFix("Change to `==`", at.Span, "==")]);
}
