using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Services;

/// <summary>
/// A project's folder as an editor sees it: the files on disk, and over them the buffers that are open. Every change gives a new
/// immutable snapshot; answers are asked of a snapshot, so that one that is being worked out is not disturbed by the next keystroke.
/// </summary>
public sealed class LanguageWorkspace(string root, ActivityCatalog catalog)
{
    private readonly Lock _gate = new();
    private LanguageSnapshot _current = LanguageSnapshot.Of(new SourceFiles(Path.GetFullPath(root)), catalog);

    public string Root => _current.Files.Root;

    public LanguageSnapshot Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>The file's path below the root, as all answers call it; null for a file outside the project, which is not served.</summary>
    public string? Locate(string path) => Current.Files.Locate(path);

    /// <summary>Opens a buffer, or replaces what it holds.</summary>
    /// <param name="path">Below the root, as <see cref="Locate"/> gives it.</param>
    public LanguageSnapshot Change(string path, string text) => Update(snapshot => snapshot.With(path, text));

    /// <summary>From here on the file on disk counts.</summary>
    public LanguageSnapshot Close(string path) => Update(snapshot => snapshot.Without(path));

    /// <summary>Files have changed on disk: nothing that was read from there counts any more.</summary>
    public LanguageSnapshot Refresh() => Update(snapshot => snapshot.Reread());

    private LanguageSnapshot Update(Func<LanguageSnapshot, LanguageSnapshot> change)
    {
        lock (_gate)
        {
            return _current = change(_current);
        }
    }
}
