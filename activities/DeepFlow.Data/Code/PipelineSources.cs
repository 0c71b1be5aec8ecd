using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Code;

/// <summary>The files of the pipelines that a workspace runs: what is committed to the code repository when there is no other origin of them.</summary>
/// <param name="Folder">The folder that holds the <c>.dlflow</c> files, with those in folders below it.</param>
public sealed record PipelineSources(string Folder)
{
    private const int LargestFile = 1 << 20;
    private const string InRepository = "pipelines/";

    /// <summary>Content by path in the repository.</summary>
    /// <exception cref="ActivityFailureException"><c>no_sources</c>: the folder holds none.</exception>
    public ImmutableSortedDictionary<string, string> Read()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint };
        var files = Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*.dlflow", options) : [];
        var read = files
            .Where(file => new FileInfo(file).Length <= LargestFile)
            .ToImmutableSortedDictionary(
                file => InRepository + Path.GetRelativePath(Folder, file).Replace(Path.DirectorySeparatorChar, '/'),
                File.ReadAllText,
                StringComparer.Ordinal);
        return read.IsEmpty
            ? throw new ActivityFailureException("no_sources", $"The folder {Folder} holds no .dlflow files.", retryable: false)
            : read;
    }
}
