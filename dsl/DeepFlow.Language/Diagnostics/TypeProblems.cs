using DeepFlow.Language.Sources;
using static DeepFlow.Language.Diagnostics.ProblemCatalogue;
using static System.FormattableString;

namespace DeepFlow.Language.Diagnostics;

/// <summary>What can be wrong with a value or a type. Codes DF3000 to DF3999.</summary>
public static class TypeProblems
{
    [Problem("DF3001",
        Cause = "The name is no type of the language and none that an activity declares.",
        Example = "pipeline p(n: integer) { }",
        Mend = "Correct the name; a version of a data set is `dataset<name>`.")]
    public static Diagnostic UnknownType(Place at, string name, bool isDataset, IReadOnlyCollection<string> known) =>
        Report(
            at,
            isDataset
                ? $"`{name}` is a data set; its type is written `dataset<{name}>`."
                : $"There is no type `{name}`.{Suggestion.Sentence(name, known)}",
            isDataset ? [new CodeFix($"Change to `dataset<{name}>`", at.Span, $"dataset<{name}>")] : Suggestion.Fixes(at.Span, name, known));

    [Problem("DF3002",
        Cause = "`list`, `range` and `dataset` take one type in `< >`, others none.",
        Example = "list<int, int>",
        Mend = "Write as many as the sentence says.")]
    public static Diagnostic TypeArgumentCount(Place at, string name, int count) =>
        Report(at, count == 0
            ? $"The type `{name}` takes nothing in `< >`."
            : $"The type `{name}` takes one type in `< >`, such as `{name}<{(name == "dataset" ? "fashion" : "int")}>`.");

    [Problem("DF3003",
        Cause = "Here the name of a declared data set must stand.",
        Example = "dataset<list<int>>",
        Mend = "Name a data set.")]
    public static Diagnostic DatasetNameExpected(Place at) =>
        Report(at, "The name of a data set must stand here, as it is declared by `dataset name { ... }`.");

    [Problem("DF3004",
        Cause = "The value is of a type that cannot be used here.",
        Example = "timeout: \"2h\"",
        Mend = "Give a value of the expected type.")]
    public static Diagnostic WrongType(Place at, string expected, string actual) =>
        Report(at, $"A value of type `{expected}` is expected here, but this is `{actual}`.");

    [Problem("DF3005",
        Cause = "A value of a type with `?` may be missing, and here it must not be.",
        Example = "step t = promote(model: champion.version)",
        Mend = "Say what to take instead: `champion.version ?? other`.")]
    public static Diagnostic MayBeMissing(Place at, string text, string type) =>
        Report(at, $"`{text}` may be missing (its type is `{type}`). Say what to take instead: `{text} ?? ...`.");

    [Problem("DF3006",
        Cause = "Numbers may carry `%`, a time (`ms s m h d w`) or a size (`Ki Mi Gi Ti`).",
        Example = "timeout 5min",
        Mend = "Use a unit of the language.")]
    public static Diagnostic UnknownUnit(Place at, string text, string unit, string? meant) =>
        Report(
            at,
            (unit.Length == 0 ? $"`{text}` is too large a number." : $"There is no unit `{unit}`.")
                + (meant is null ? " Times are written `20ms 30s 5m 2h30m 7d 2w`, sizes `512Mi 8Gi`, shares `80%`." : $" Did you mean `{meant}`?"),
            meant is null ? [] : [new CodeFix($"Change to `{meant}`", at.Span, meant)]);

    [Problem("DF3007",
        Cause = "A secret must not end up in a text that people and logs show.",
        Example = "\"token ${secret(\\\"hub\\\")}\"",
        Mend = "Hand the secret itself to an argument of type `secret`.")]
    public static Diagnostic SecretInText(Place at) =>
        Report(at, "A secret may not stand in a text, where everyone could read it. Hand it to an argument of type `secret`.");

    [Problem("DF3008",
        Cause = "`[ ]` takes an element of a list or a field of a record.",
        Example = "5[0]",
        Mend = "Use it on a list.")]
    public static Diagnostic NotAList(Place at, string type) =>
        Report(at, $"`[ ]` takes an element of a list, but this is `{type}`.");

    [Problem("DF3009",
        Cause = "The operator is not defined on values of these types.",
        Example = "5 < \"a\"",
        Mend = "Compare or combine values of one kind.")]
    public static Diagnostic OperatorDoesNotFit(Place at, string op, string left, string? right) =>
        Report(at, right is null ? $"`{op}` does not work on `{left}`." : $"`{op}` does not work on `{left}` and `{right}`.");

    [Problem("DF3010",
        Cause = "A range goes from its lesser to its greater end.",
        Example = "256..32",
        Mend = "Swap the ends.")]
    public static Diagnostic EmptyRange(Place at, string low, string high) =>
        Report(at, $"The range from {low} to {high} is empty. Write the lesser end first.");

    [Problem("DF3011",
        Cause = "A comparison gives true or false, which has no order.",
        Example = "1 < x < 5",
        Mend = "Write `1 < x and x < 5`, or `x in 1..5`.")]
    public static Diagnostic ChainedComparison(Place at) =>
        Report(at, "Comparisons cannot be chained. Write `a < b and b < c`, or `b in a..c`.");

    [Problem("DF3012",
        Cause = "Numbers, texts, lists and the like have no fields.",
        Example = "accuracy.value",
        Mend = "Remove the member.")]
    public static Diagnostic NoMembers(Place at, string name, string type) =>
        Report(at, $"A value of type `{type}` has no field `{name}`.");

    [Problem("DF3013",
        Cause = "More or fewer arguments than the callee takes.",
        Example = "max(1, 2)",
        Mend = "Give as many as the sentence says.")]
    public static Diagnostic ArgumentCount(Place at, string callee, int takes, int given) =>
        Report(at, $"`{callee}` takes {takes} argument{(takes == 1 ? "" : "s")}, but {given} {(given == 1 ? "is" : "are")} given.");

    [Problem("DF3014",
        Cause = "The regular expression is malformed, or needs to look back, which is refused since it can take for ever.",
        Example = "matches(path, '(')",
        Mend = "Correct the expression.")]
    public static Diagnostic BadPattern(Place at, string pattern) =>
        Report(at, $"`{pattern}` is no regular expression that can be run in linear time (without look-around and back-references).");

    [Problem("DF3015",
        Cause = "The activity declares which values make sense.",
        Example = "dropout(1.5)",
        Mend = "Give a value in the range.")]
    public static Diagnostic OutOfRange(Place at, string text, string name, double? least, double? most) =>
        Report(at, $"`{text}` is out of range: `{name}` must be "
            + (least is null ? $"at most {most}." : most is null ? $"at least {least}." : $"from {least} to {most}."));

    [Problem("DF3016",
        Cause = "An item is an image, a text or a vector of tokens.",
        Example = "item picture(1, 28, 28)",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownItem(Place at, string name, IReadOnlyCollection<string> known) =>
        Report(at, $"There is no kind of item `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF3017",
        Cause = "Each kind of item has its own dimensions.",
        Example = "item image(28, 28)",
        Mend = "Give the dimensions that the sentence names.")]
    public static Diagnostic ItemDimensions(Place at, string kind, IReadOnlyCollection<string> dimensions) =>
        Report(at, dimensions.Count == 0
            ? $"`{kind}` takes no dimensions."
            : $"`{kind}` takes its dimensions in this order: `{kind}({string.Join(", ", dimensions)})`.");

    [Problem("DF3018",
        Cause = "Here a whole number must stand as it is.",
        Example = "retry 2.5",
        Mend = "Write a whole number in the range.")]
    public static Diagnostic NotAWholeNumber(Place at, string what, int least, int most) =>
        Report(at, $"`{what}` takes a whole number from {least} to {most}, written as it is.");

    [Problem("DF3019",
        Cause = "A data set says what one item is.",
        Example = "dataset d { }",
        Mend = "Add `item image(1, 28, 28)`, `item text` or `item tokens(9474)`.")]
    public static Diagnostic ItemMissing(Place at, string dataset) =>
        Report(at, $"The data set `{dataset}` does not say what an item is. Add a line such as `item image(1, 28, 28)` or `item text`.");

    [Problem("DF3020",
        Cause = "A rule over one item sets that item aside; a rule over all items judges the version. One rule cannot do both.",
        Example = "expect odd: max(item) > count(items)",
        Mend = "Write two rules.")]
    public static Diagnostic RuleOfBothKinds(Place at, string name) =>
        Report(at, $"The rule `{name}` speaks of one item and of all items at once. Write two rules.");

    [Problem("DF3021",
        Cause = "An item that breaks a rule is set aside; `else` is for rules over all items.",
        Example = "expect bright: max(item) > 0, else fail",
        Mend = "Remove the `else`, or make it a rule over `items` or `labels`.")]
    public static Diagnostic ItemRuleSetsAside(Place at, string name) =>
        Report(at, $"The rule `{name}` is over single items, which are set aside when they break it. Remove the `else`; it belongs to rules over `items` or `labels`.");

    [Problem("DF3022",
        Cause = "A pin has two numbers.",
        Example = "@at(left)",
        Mend = "Write `@at(120, 80)`.")]
    public static Diagnostic BadPin(Place at) =>
        Report(at, "A pin takes two numbers: `@at(120, 80)`.");

    [Problem("DF3023",
        Cause = "Here a time longer than nothing must stand as it is.",
        Example = "timeout 5",
        Mend = "Write a time with its unit.")]
    public static Diagnostic NotADuration(Place at, string what) =>
        Report(at, $"`{what}` takes a time above zero, such as `30s`, `5m` or `2h30m`.");

    [Problem("DF3024",
        Cause = "`cpu` takes a number of cores, which may be a fraction.",
        Example = "needs cpu 500m",
        Mend = "Write `cpu 0.5`.")]
    public static Diagnostic NotCores(Place at, string text, double? cores) =>
        Report(
            at,
            cores is null
                ? "`cpu` takes a number of cores above zero, such as `4` or `0.5`."
                : Invariant($"`{text}` is a time here; for that share of a core write `cpu {cores}`."),
            cores is null ? [] : [new CodeFix("Change to cores", at.Span, Invariant($"{cores}"))]);

    [Problem("DF3025",
        Cause = "Here a number of bytes must stand as it is.",
        Example = "needs memory 8",
        Mend = "Write a size with its unit.")]
    public static Diagnostic NotASize(Place at, string what) =>
        Report(at, $"`{what}` takes a size, such as `512Mi` or `8Gi`.");

    [Problem("DF3026",
        Cause = "Here a text must stand as it is, without `${ }`.",
        Example = "on event(name)",
        Mend = "Write the text in quotes.")]
    public static Diagnostic NotAPlainText(Place at, string what) =>
        Report(at, $"`{what}` takes a text in quotes, without `${{ }}`.");

    [Problem("DF3028",
        Cause = "A secret is handed on by its name only; where another value is expected, people or logs could see it.",
        Example = "show: [secret(\"hub\")]",
        Mend = "Hand it to an argument of type `secret`.")]
    public static Diagnostic SecretOutOfPlace(Place at, string name) =>
        Report(at, $"The secret `{name}` may only be handed to an argument of type `secret`; here people could read it.");

    [Problem("DF3029",
        Cause = "The activity takes named conditions, written as a record.",
        Example = "alarms: psi > 0.2",
        Mend = "Write `{ name: condition }`.")]
    public static Diagnostic RulesExpected(Place at, IReadOnlyCollection<string> names) =>
        Report(at, $"Named conditions are expected here: `{{ name: condition }}`. A condition may name {Suggestion.Names(names)}.");

    [Problem("DF3030",
        Cause = "Bounds are for numbers, shares, times and sizes.",
        Example = "name: string, in 1..5",
        Mend = "Remove the bounds, or write a range of the field's type.")]
    public static Diagnostic BoundsDoNotFit(Place at, string name, string type) =>
        Report(at, $"The field `{name}` is of type `{type}`, which has no such bounds. Write a range of its type, or remove them.");

    [Problem("DF3031",
        Cause = "What stands in a form to begin with must be allowed by it.",
        Example = "accuracy: percent = 40%, in 50%..100%",
        Mend = "Change the value or the bounds.")]
    public static Diagnostic DefaultOutOfBounds(Place at, string name, string low, string high) =>
        Report(at, $"The field `{name}` must be from {low} to {high}, but begins with another value. Change the value or the bounds.");

    [Problem("DF3032",
        Cause = "An activity of your own is a script of the project.",
        Example = "activity repair(data: dataset<news>) { image \"python:3.12\" }",
        Mend = "Add `script \"path/to/file.py\"`.")]
    public static Diagnostic ScriptMissing(Place at, string activity) =>
        Report(at, $"The activity `{activity}` does not say what runs. Add `script \"path/to/file.py\"`.");

    [Problem("DF3033",
        Cause = "A `for` goes through a list.",
        Example = "for n in 5 { }",
        Mend = "Give it a list: `[1, 2, 3]`.")]
    public static Diagnostic NotAListToGoThrough(Place at, string type) =>
        Report(at, $"A `for` goes through a list, but this is `{type}`. Write a list such as `[1, 2, 3]`.");

    [Problem("DF3034",
        Cause = "A variable has its first value when the run begins, before any step has run.",
        Example = "var best = training.accuracy",
        Mend = "Begin with a constant or a parameter, and `set` it behind the step.")]
    public static Diagnostic InitialValueOfStep(Place at, string name) =>
        Report(at, $"A variable has its first value when the run begins, so it cannot be an output of the step `{name}`. Begin with another value and `set` it behind the step.");

    [Problem("DF3027",
        Cause = "A member of an enumeration is a name, not a text.",
        Example = "stage: \"production\"",
        Mend = "Remove the quotes.")]
    public static Diagnostic QuotedMember(Place at, string member) =>
        Report(at, $"`{member}` is a name here, not a text. Remove the quotes.", [new CodeFix("Remove the quotes", at.Span, member)]);
}
