using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics;

/// <summary>The people of the lifecycle.</summary>
internal static class Roles
{
    public const string Everyone = "everyone";

    public static IReadOnlyList<string> All { get; } =
    [
        "data_engineer", "data_labeler", "data_scientist", "model_validator", "devops_engineer", "software_engineer",
        "admin", "owner", Everyone,
    ];

    /// <summary>Whether a role is meant; one that is none is told.</summary>
    public static bool Check(SymbolTable symbols, ProgramFile file, NameSyntax role, DiagnosticBag problems)
    {
        if (role.IsMissing)
        {
            return false;
        }

        if (!All.Contains(role.Text))
        {
            problems.Add(NameProblems.UnknownRole(file.At(role), role.Text, All));
            return false;
        }

        symbols.Facts.Refer(SymbolFacts.Role(role.Text), file.At(role));
        return true;
    }
}
