using DeepFlow.Language.Services;
using DeepFlow.Server.Hosting;

namespace DeepFlow.Server.Sources;

/// <summary>The project under the texts that somebody has open. Each answer leaves what it has read and bound to the next.</summary>
internal sealed class Drafts(SourceFolder folder)
{
    private volatile LanguageSnapshot last = new LanguageWorkspace(folder.Root, Rooms.Activities.Catalog).Current;

    /// <param name="texts">Unsaved texts by path; they count instead of the files.</param>
    /// <exception cref="DeepFlow.Engine.Instances.EngineException"><c>bad_path</c> or <c>text_too_large</c>.</exception>
    public LanguageSnapshot Over(IReadOnlyDictionary<string, string> texts)
    {
        foreach (var (path, text) in texts) folder.Check(path, text);
        return last = last.Holding(texts);
    }

    /// <exception cref="DeepFlow.Engine.Instances.EngineException"><c>bad_path</c></exception>
    public void Check(string path) => SourcePath.Resolve(folder.Root, path);

    public LanguageSnapshot OverNothing() => Over(new Dictionary<string, string>());

    /// <summary>The project with another text of one file, for once: nothing of it is kept.</summary>
    public LanguageSnapshot Beside(string path, string text) => last.Holding(new Dictionary<string, string> { [path] = text });
}
