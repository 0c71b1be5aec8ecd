using System.Text;
using System.Text.Unicode;
using DeepFlow.Engine.Instances;
using DeepFlow.Server.Hosting;

namespace DeepFlow.Server.Sources;

/// <summary>The folder of the pipelines as a place that people write in: every path is checked, every file is written whole or not at all.</summary>
internal sealed class SourceFolder(WorkspaceFolders folders)
{
    /// <summary>Of a text, in bytes of UTF-8: a hundred times the longest pipeline that a person would read.</summary>
    public const int LargestText = 2 << 20;

    public string Root { get; } = Path.GetFullPath(folders.Pipelines);

    /// <summary>Null where there is no such file.</summary>
    /// <exception cref="EngineException"><c>bad_path</c>, <c>text_too_large</c>, or <c>not_text</c> for a file that is not UTF-8.</exception>
    public SourceFile? Find(string path)
    {
        var file = new FileInfo(SourcePath.Resolve(Root, path));
        if (!file.Exists) return null;
        if (file.Length > LargestText) throw TooLarge(path);
        var bytes = File.ReadAllBytes(file.FullName);
        if (!Utf8.IsValid(bytes)) throw new EngineException("not_text", $"{path} is no text in UTF-8, so it cannot be shown or changed here.");
        return new SourceFile(path, SourceFile.VersionOf(bytes), Encoding.UTF8.GetString(bytes));
    }

    /// <exception cref="EngineException">As <see cref="Find"/>, and <c>unknown_file</c>.</exception>
    public SourceFile Require(string path) =>
        Find(path) ?? throw new EngineException("unknown_file", $"There is no file {path} in the folder of the pipelines.", EngineProblem.NotFound);

    public FileInfo Describe(string path) => new(SourcePath.Resolve(Root, path));

    /// <exception cref="EngineException"><c>bad_path</c> or <c>text_too_large</c>.</exception>
    public SourceFile Check(string path, string text)
    {
        SourcePath.Resolve(Root, path);
        return Encoding.UTF8.GetByteCount(text) <= LargestText ? SourceFile.Of(path, text) : throw TooLarge(path);
    }

    /// <summary>Written beside and moved into place: a crash leaves the old text or the new one.</summary>
    public SourceFile Write(string path, string text)
    {
        var file = Check(path, text);
        var full = SourcePath.Resolve(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var beside = $"{full}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, full, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
        return file;
    }

    public void Delete(string path) => File.Delete(SourcePath.Resolve(Root, path));

    private static EngineException TooLarge(string path) =>
        new("text_too_large", $"{path} is too large; {LargestText >> 20} MiB are the most. Part it into several files.");
}
