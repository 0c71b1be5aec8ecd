using System.Text.RegularExpressions;

namespace DeepFlow.Language.Services;

/// <summary>A setting that a step may have.</summary>
/// <param name="Name">Its first word.</param>
/// <param name="Meaning">As Markdown.</param>
/// <param name="Snippet">Its text to begin with; <c>${1:value}</c> is to be filled in.</param>
/// <param name="ForTasks">A task for people may have it.</param>
/// <param name="ForJobs">A step that a machine carries out may have it.</param>
public sealed partial record SettingKind(string Name, string Snippet, string Meaning, bool ForTasks, bool ForJobs)
{
    /// <summary>The snippet as a plain text, which may have to be written on.</summary>
    public string Example => Place().Replace(Snippet, "$1").Trim();

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<SettingKind> All { get; } =
    [
        new("by", "by ", "Who does it", true, true),
        new("needs", "needs ", "What a machine must have: `needs gpu 1, memory 8Gi`", false, true),
        new("prefers", "prefers ", "What a machine should have; it runs without, too", false, true),
        new("retry", "retry ${1:3}, backoff ${2:10s..5m}", "How often it is tried again when it fails", false, true),
        new("timeout", "timeout ${1:2h}", "How long it may take, all attempts together", true, true),
        new("cache", "cache", "Reuse a result of the same inputs and the same code", false, true),
        new("checkpoint", "checkpoint every ${1:1 epoch}", "How often a long step saves where it is", false, true),
        new("when", "when ", "The step is done only where this holds", true, true),
        new("due", "due ${1:3d}, then ${2:model_validator}", "When a person should have answered, and who is asked next", true, false),
        new("approvals", "approvals ${1:2}", "How many people must agree, and who may not be among them", true, false),
        new("hide", "hide ", "Which outputs a role may not see", true, true),
        new("on", "on ", "Where an outcome leads", true, true),
    ];

    [GeneratedRegex(@"\$\{\d+:([^}]*)\}")]
    private static partial Regex Place();
}
