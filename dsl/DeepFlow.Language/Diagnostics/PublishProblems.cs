using DeepFlow.Language.Sources;
using static DeepFlow.Language.Diagnostics.ProblemCatalogue;

namespace DeepFlow.Language.Diagnostics;

/// <summary>What only publishing can see: people, secrets and what a pipeline is bound to. Codes DF7000 to DF7999.</summary>
public static class PublishProblems
{
    [Problem("DF7001", Severity.Warning,
        Cause = "The project has nobody with this role, so the step would wait until somebody is given it.",
        Example = "by data_labeler",
        Mend = "Give a person the role, or name another.")]
    public static Diagnostic RoleNobodyHolds(Place at, string role, string step) =>
        Report(at, $"Nobody holds the role `{role}`, so the step `{step}` would wait for ever. Give a person the role, or name another.");

    [Problem("DF7002",
        Cause = "The program names a secret that the project does not have.",
        Example = "credentials: secret(\"bbc-feed\")",
        Mend = "Set the secret in the project, or correct the name.")]
    public static Diagnostic SecretNotSet(Place at, string secret, IReadOnlyCollection<string> known) =>
        Report(at, $"The secret `{secret}` is not set in this project.{Suggestion.Sentence(secret, known)}");

    [Problem("DF7003",
        Cause = "A trigger watches a parameter, and the activation gives that parameter no value to watch.",
        Example = "on data_changed(source)",
        Mend = "Bind the parameter when activating the pipeline.")]
    public static Diagnostic TriggerUnbound(Place at, string trigger, string parameter) =>
        Report(at, $"The trigger `{trigger}` watches `{parameter}`, which is bound to nothing. Give `{parameter}` a value when activating the pipeline.");

    [Problem("DF7004", Severity.Warning,
        Cause = "A step asks for more approvals than there are people who may give them.",
        Example = "approvals 2, not by implementation",
        Mend = "Ask for fewer, or give more people the role.")]
    public static Diagnostic FewerPeopleThanApprovals(Place at, string step, int needed, int eligible) =>
        Report(at, $"The step `{step}` needs {needed} approvals, but {(eligible == 1 ? "one person" : $"{eligible} people")} may give them. Ask for fewer, or give more people the role.");

    [Problem("DF7005", Severity.Warning,
        Cause = "The project has no person and no group with members of that name, so the step would wait until there is one.",
        Example = "by \"ada\"",
        Mend = "Add the person or group to the project, or correct the name.")]
    public static Diagnostic NobodyCalled(Place at, string name, string step, IReadOnlyCollection<string> known) =>
        Report(at, $"No person and no group with members is called `{name}` in this project, so the step `{step}` would wait for ever.{Suggestion.Sentence(name, known)}");
}
