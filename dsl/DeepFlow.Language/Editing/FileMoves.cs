using DeepFlow.Language.Services;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

/// <summary>A file that is called otherwise: every <c>use</c> that led to it leads to it still, and so do its own.</summary>
internal static class FileMoves
{
    public static IReadOnlyList<FileChange> Of(LanguageSnapshot project, string from, string to) =>
    [
        .. project.AllPaths.Select(project.Find).OfType<LanguageFile>()
            .Select(file => new FileChange(file.Path, file.Source.Content, [.. Edits(project, file, from, to)]))
            .Where(change => change.Edits.Count > 0),
    ];

    public static IReadOnlyList<string> UsersOf(LanguageSnapshot project, string path) =>
        [.. project.AllPaths.Select(project.Find).OfType<LanguageFile>().Where(file => Uses(project, file).Any(use => use.Path == path && file.Path != path)).Select(file => file.Path)];

    private static IEnumerable<TextEdit> Edits(LanguageSnapshot project, LanguageFile file, string from, string to)
    {
        var place = file.Path == from ? to : file.Path;
        foreach (var (use, path) in Uses(project, file).Where(use => file.Path == from || use.Path == from))
        {
            var written = Path.GetRelativePath(Path.Combine("/", Path.GetDirectoryName(place) ?? ""), Path.Combine("/", path == from ? to : path)).Replace('\\', '/');
            if (written != use.Path.Text)
            {
                yield return new TextEdit(use.Path.Span, $"\"{written}\"");
            }
        }
    }

    private static IEnumerable<(UseSyntax Use, string Path)> Uses(LanguageSnapshot project, LanguageFile file) => file.Document.Declarations.OfType<UseSyntax>()
        .Select(use => (use, Path: VisibleDeclarations.PathOf(project, file, use)))
        .Where(use => use.Path is not null)
        .Select(use => (use.use, use.Path!));
}
