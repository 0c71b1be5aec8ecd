using DeepFlow.Language.Services;

namespace DeepFlow.LanguageServer.Documents;

/// <summary>How the client calls files, and how the language does.</summary>
internal sealed class DocumentUris
{
    private const string ProjectScheme = "dlflow";
    private readonly LanguageWorkspace _workspace;
    private readonly bool _byProject;

    private DocumentUris(LanguageWorkspace workspace, bool byProject) => (_workspace, _byProject) = (workspace, byProject);

    /// <summary><c>file:///home/me/project/model.dlflow</c></summary>
    public static DocumentUris OfFiles(LanguageWorkspace workspace) => new(workspace, false);

    /// <summary><c>dlflow:///model.dlflow</c>: below the project's folder, wherever it lies.</summary>
    public static DocumentUris OfProject(LanguageWorkspace workspace) => new(workspace, true);

    /// <summary>Below the root; null for what lies outside, or is no file.</summary>
    public string? PathOf(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Scheme != (_byProject ? ProjectScheme : "file"))
        {
            return null;
        }

        var path = _byProject ? Uri.UnescapeDataString(parsed.AbsolutePath).TrimStart('/') : FilePath(parsed);
        return path.Length == 0 || path.Contains('\0') ? null : _workspace.Locate(path);
    }

    public string Of(string path) => _byProject
        ? $"{ProjectScheme}:///{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}"
        : new Uri(Path.Combine(_workspace.Root, path)).AbsoluteUri;

    /// <summary>The folder that a client names when it connects; null for none.</summary>
    public static string? FolderOf(string? uri) =>
        uri is not null && Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.IsFile ? FilePath(parsed) : null;

    // VS Code escapes the colon of a drive: file:///c%3A/project.
    private static string FilePath(Uri uri)
    {
        var path = Uri.UnescapeDataString(uri.AbsolutePath);
        return path is ['/', _, ':', ..] ? path[1..] : path;
    }
}
