namespace DeepFlow.Language.Semantics;

/// <summary>The people of the lifecycle.</summary>
internal static class Roles
{
    public const string Everyone = "everyone";

    public static IReadOnlyList<string> All { get; } =
    [
        "data_engineer", "data_labeler", "data_scientist", "model_validator", "devops_engineer", "software_engineer", Everyone,
    ];
}
