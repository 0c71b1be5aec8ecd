using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Code;

/// <summary>The code repositories of a workspace: one for each project, a folder of its name.</summary>
/// <param name="Folder">The workspace's folder for repositories.</param>
public sealed record CodeRepositories(string Folder)
{
    /// <exception cref="ActivityFailureException"><c>bad_name</c>: the project's name cannot be a folder's.</exception>
    public CodeRepository Of(string project) => IsName(project)
        ? new CodeRepository(Path.Combine(Path.GetFullPath(Folder), project))
        : throw new ActivityFailureException("bad_name", $"The project's name \"{project}\" cannot be the name of a folder.", retryable: false);

    private static bool IsName(string project) =>
        project.Length > 0 && project.Trim('.').Length > 0 && project.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
}
