using System.Text;
using System.Text.Unicode;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing;

namespace DeepFlow.Language.Sources;

/// <summary>
/// A project's folder, from which programs are read. Messages and bundles call a file by its path below this folder,
/// with forward slashes, so that they are the same wherever the folder lies.
/// </summary>
public sealed record SourceFiles(string Root)
{
    /// <summary>In bytes: 8 MiB.</summary>
    public const int LargestFile = 8 << 20;

    /// <summary>Texts that are not on disk yet (an editor's buffers), by path below the root; they win over the disk.</summary>
    public IReadOnlyDictionary<string, string> Unsaved { get; init; } = new Dictionary<string, string>();

    /// <summary>Files that have been read and parsed already, by path below the root; null for one that has not.</summary>
    internal Func<string, ParsedFile?>? Parsed { get; init; }

    /// <summary>A file as it reads with another text, by path and text; null for one that has not been read.</summary>
    internal Func<string, string, ParsedFile?>? Rewritten { get; init; }

    /// <summary>The path below the root, or null where the path leads out of it. A relative path starts at the root.</summary>
    public string? Locate(string path)
    {
        if (path.Contains('\0'))
        {
            return null;
        }

        var relative = Path.GetRelativePath(Path.GetFullPath(Root), Path.GetFullPath(path, Path.GetFullPath(Root))).Replace('\\', '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }

    /// <summary>The file's text; an empty one, with the reason told, where it cannot be had.</summary>
    /// <param name="path">Below the root, as <see cref="Locate"/> gives it.</param>
    /// <param name="askedAt">Where a program names the file; null for a file that was asked for directly.</param>
    internal SourceText Read(string path, Place? askedAt, DiagnosticBag problems)
    {
        if (Unsaved.TryGetValue(path, out var unsaved))
        {
            return new SourceText(path, unsaved);
        }

        var empty = new SourceText(path, "");
        var place = askedAt ?? new Place(empty, default);
        try
        {
            var file = new FileInfo(Path.Combine(Root, path));
            if (file.Exists && file.Length > LargestFile)
            {
                problems.Add(SyntaxProblems.FileTooLarge(place, path, file.Length, LargestFile));
                return empty;
            }

            var bytes = File.ReadAllBytes(file.FullName);
            if (!Utf8.IsValid(bytes))
            {
                problems.Add(SyntaxProblems.NotUtf8(new Place(empty, default), path, FirstBadByte(bytes)));
                return empty;
            }

            return new SourceText(path, Encoding.UTF8.GetString(bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file." : e.Message;
            problems.Add(SyntaxProblems.FileUnreadable(place, path, reason));
            return empty;
        }
    }

    private static int FirstBadByte(ReadOnlySpan<byte> bytes)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        return offset;
    }
}
