using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Services;

/// <summary>What tells one state of a file on disk from the next without reading it.</summary>
internal readonly record struct FileStamp(DateTime WrittenAt, long Length)
{
    public static FileStamp Of(SourceFiles files, string path) =>
        new FileInfo(Path.Combine(files.Root, path)) is { Exists: true } file ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
}
