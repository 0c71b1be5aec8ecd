using DeepFlow.Cli.Failures;

namespace DeepFlow.Cli.Commands.Language;

/// <summary>The <c>.dlflow</c> files that a command was given: files, folders, and patterns that the shell left as they are.</summary>
/// <param name="Root">The folder below which they all lie; messages name files from here.</param>
/// <param name="Files">Full paths, in order, each once.</param>
internal sealed record SourceSelection(string Root, IReadOnlyList<string> Files)
{
    private const string Extension = ".dlflow";

    /// <param name="given">Nothing: every file of the project.</param>
    /// <exception cref="CommandFailure">A file is not there, or nothing matches.</exception>
    public static SourceSelection Find(Workspace workspace, IReadOnlyList<string> given)
    {
        var asked = given.Count > 0 ? given : [workspace.Folder];
        var files = asked.SelectMany(Expand).Distinct().Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            throw new CommandFailure("no_sources", $"There is no {Extension} file in {string.Join(", ", asked)}.", "Name a file or a folder that has some.");
        }

        var root = files.All(file => IsBelow(workspace.Folder, file)) ? workspace.Folder : CommonFolder(files);
        return new SourceSelection(root, files);
    }

    private static IEnumerable<string> Expand(string given)
    {
        var path = Path.GetFullPath(given);
        if (Directory.Exists(path))
        {
            return FilesBelow(path);
        }

        if (given.Contains('*'))
        {
            return Match(path);
        }

        return File.Exists(path) ? [path] : throw new CommandFailure("no_file", $"There is no file {given}.", "Check the path.");
    }

    /// <summary>Files below the pattern's fixed part whose path has the pattern's form; <c>**</c> stands for any folders.</summary>
    private static IEnumerable<string> Match(string pattern)
    {
        var fixedPart = Path.GetDirectoryName(pattern[..pattern.IndexOf('*')])!;
        var form = System.Text.RegularExpressions.Regex.Escape(pattern.Replace('\\', '/'))
            .Replace(@"/\*\*/", "/(.*/)?").Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*");
        return Directory.Exists(fixedPart)
            ? FilesBelow(fixedPart).Where(file => System.Text.RegularExpressions.Regex.IsMatch(file.Replace('\\', '/'), $"^{form}$"))
            : [];
    }

    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Extension, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "node_modules" or ".deepflow" or ".git"));

    private static string CommonFolder(IReadOnlyList<string> files)
    {
        var folder = Path.GetDirectoryName(files[0])!;
        while (!files.All(file => IsBelow(folder, file)))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private static bool IsBelow(string folder, string file) =>
        file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
