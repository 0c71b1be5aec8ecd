using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Services.Completion;

/// <summary>Behind <c>use</c>: the project's other files, as seen from this one.</summary>
internal static class PathCompletions
{
    public static IReadOnlyList<CompletionItem> At(LanguageSnapshot snapshot, LanguageFile file, TextSpan typed)
    {
        var items = new ItemList(typed);
        var folder = Path.GetDirectoryName(file.Path) is { Length: > 0 } inside ? inside : ".";
        foreach (var path in snapshot.AllPaths.Where(path => path != file.Path))
        {
            var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
            items.Add(relative, CompletionKind.File, null, snapshot.Find(path)?.Document.Doc, relative, relative.StartsWith("..", StringComparison.Ordinal) ? 1 : 0);
        }

        return items.Sorted();
    }
}
