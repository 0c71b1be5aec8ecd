using DeepFlow.Language.Sources;
using static DeepFlow.Language.Diagnostics.ProblemCatalogue;

namespace DeepFlow.Language.Diagnostics;

/// <summary>What is no error but probably not meant. Codes DF6000 to DF6999.</summary>
public static class Advice
{
    [Problem("DF6001", Severity.Warning,
        Cause = "A parameter that nothing reads misleads whoever sets it.",
        Example = "pipeline p(n: int) { stop }",
        Mend = "Use it, or remove it.")]
    public static Diagnostic UnusedParameter(Place at, string name, string owner) =>
        Report(at, $"The parameter `{name}` of {owner} is used nowhere. Use it or remove it.");

    [Problem("DF6002", Severity.Warning,
        Cause = "Nothing of the used file is named here.",
        Example = "use \"data.dlflow\"",
        Mend = "Remove the line.")]
    public static Diagnostic UnusedFile(Place at, string path) =>
        Report(at, $"Nothing of `{path}` is used here. Remove this line.", [new CodeFix("Remove the line", at.Span, "")]);

    [Problem("DF6003", Severity.Warning,
        Cause = "Inside, `name` is the step; outside, it is the result. They need not be the same thing.",
        Example = "pipeline p() -> (train: model) { step train = f(); step b = g(); return train: b.model }",
        Mend = "Give the step or the result another name.")]
    public static Diagnostic ResultNamedLikeStep(Place at, string name) =>
        Report(at, $"The result `{name}` is named like a step of this pipeline but does not come from it. Rename the step or the result.");

    [Problem("DF6005", Severity.Warning,
        Cause = "A variable that nothing reads keeps a value for nobody.",
        Example = "var n = 0",
        Mend = "Use it, or remove it.")]
    public static Diagnostic UnusedVariable(Place at, string name) =>
        Report(at, $"The variable `{name}` is read nowhere. Use it or remove it.");

    [Problem("DF6006", Severity.Warning,
        Cause = "The step only computes, but nothing reads what it gives and none of its outcomes leads anywhere.",
        Example = "step g = gate(require: { good: a.accuracy > 80% })",
        Mend = "Say where its outcomes lead, read an output, or remove it.")]
    public static Diagnostic UnusedStep(Place at, string name) =>
        Report(at, $"The step `{name}` only computes, but nothing reads its outputs and no outcome of it leads anywhere. Write `on reject -> ...`, or remove it.");

    [Problem("DF6004", Severity.Warning,
        Cause = "`??` says what to take where a value is missing; this one never is.",
        Example = "split.first ?? train",
        Mend = "Remove the `??` and what follows.")]
    public static Diagnostic NeverMissing(Place at, string text) =>
        Report(at, $"`{text}` is never missing here, so what follows `??` is never taken. Remove it.");
}
