using DeepFlow.Engine.Instances;
using DeepFlow.Engine.People;
using DeepFlow.Server.Sources.History;

namespace DeepFlow.Server.Sources;

/// <param name="Version">The version that was changed; <see cref="SourceFile.Absent"/> for a file that shall be new.</param>
/// <param name="Text">Null: the file is taken away.</param>
internal sealed record SourceChange(string Path, string Version, string? Text);

/// <param name="Files">The files as they lie there now, without those that were taken away.</param>
/// <param name="Commit">Null where nothing was different.</param>
internal sealed record SavedSources(IReadOnlyList<SourceFile> Files, SourceCommit? Commit);

/// <summary>Somebody has saved meanwhile; nothing was written.</summary>
/// <param name="theirs">The files of the request that are not as they were read, by path; null for one that is gone.</param>
internal sealed class SourcesChangedException(IReadOnlyDictionary<string, SourceFile?> theirs) : Exception("Somebody has saved meanwhile.")
{
    public IReadOnlyDictionary<string, SourceFile?> Theirs { get; } = theirs;
}

/// <summary>Saves sources: several at once, all or none, never over what somebody else has saved, and each time as a version with a message.</summary>
internal sealed class SourceSaves(SourceFolder folder, SourceHistory history) : IDisposable
{
    private const int LongestMessage = 4_000;

    /// <summary>Looking and writing must be one.</summary>
    private readonly SemaphoreSlim alone = new(1);

    /// <exception cref="SourcesChangedException">A file is not as it was when it was read.</exception>
    /// <exception cref="EngineException"><c>bad_path</c>, <c>text_too_large</c>, <c>bad_message</c> or <c>repository_busy</c>.</exception>
    public async Task<SavedSources> SaveAsync(IReadOnlyList<SourceChange> changes, string message, Person by, CancellationToken cancellation)
    {
        if (message.Length > LongestMessage) throw new EngineException("bad_message", $"The message is too long; {LongestMessage} characters are the most.");
        foreach (var change in changes) folder.Check(change.Path, change.Text ?? "");
        await alone.WaitAsync(cancellation);
        try
        {
            var before = changes.ToDictionary(change => change.Path, change => folder.Find(change.Path), StringComparer.Ordinal);
            var changed = changes.Where(change => (before[change.Path]?.Version ?? SourceFile.Absent) != change.Version).ToDictionary(change => change.Path, change => before[change.Path], StringComparer.Ordinal);
            if (changed.Count > 0) throw new SourcesChangedException(changed);
            return Save([.. changes.Where(change => before[change.Path]?.Text != change.Text)], before, message, by);
        }
        finally
        {
            alone.Release();
        }
    }

    public void Dispose() => alone.Dispose();

    private SavedSources Save(List<SourceChange> changes, Dictionary<string, SourceFile?> before, string message, Person by)
    {
        if (changes.Count == 0) return new([.. before.Values.OfType<SourceFile>()], null);
        KeepWhatWasFound(changes, before);
        try
        {
            foreach (var change in changes) Put(change.Path, change.Text);
            var commit = history.Commit(changes.ToDictionary(change => change.Path, change => change.Text, StringComparer.Ordinal), MessageOf(changes, before, message), by.Name, by.Display);
            return new([.. before.Keys.Select(folder.Find).OfType<SourceFile>()], commit);
        }
        catch
        {
            foreach (var change in changes) Put(change.Path, before[change.Path]?.Text);
            throw;
        }
    }

    /// <summary>What was written past DeepFlow stays among the versions too. In a repository of people's own they commit such changes themselves.</summary>
    private void KeepWhatWasFound(List<SourceChange> changes, Dictionary<string, SourceFile?> before)
    {
        if (history.Kind == HistoryKind.Repository) return;
        var found = changes.Where(change => before[change.Path] is { } file && !history.Holds(change.Path, file.Text))
            .ToDictionary(change => change.Path, string? (change) => before[change.Path]!.Text, StringComparer.Ordinal);
        if (found.Count > 0) history.Commit(found, "As it was found", "deepflow", "DeepFlow");
    }

    private void Put(string path, string? text)
    {
        if (text is null) folder.Delete(path);
        else folder.Write(path, text);
    }

    private static string MessageOf(List<SourceChange> changes, Dictionary<string, SourceFile?> before, string message)
    {
        if (message.Trim() is { Length: > 0 } given) return given;
        var first = changes[0];
        var what = first.Text is null ? "Delete" : before[first.Path] is null ? "Add" : "Change";
        return $"{what} {first.Path}{(changes.Count > 1 ? $" and {changes.Count - 1} more" : "")}";
    }
}
