using DeepFlow.Language.Services;
using DeepFlow.Language.Services.Completion;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Tests.Services;

/// <summary>A text with a <c>|</c> where the cursor stands, asked for what an editor asks there.</summary>
internal sealed class Cursor
{
    private const string Path = "test.dlflow";
    private readonly int _offset;

    /// <param name="catalog">The shipped one unless given.</param>
    public Cursor(string marked, ActivityCatalog? catalog = null)
    {
        _offset = marked.IndexOf('¦');
        Snapshot = new LanguageWorkspace(System.IO.Path.GetTempPath(), catalog ?? Catalog).Change(Path, marked.Remove(_offset, 1));
    }

    /// <summary>The catalog that is shipped: an editor shows what steps can really do.</summary>
    public static ActivityCatalog Catalog { get; } =
        ActivityCatalog.FromJson(File.ReadAllBytes(System.IO.Path.Combine(Repository.Root, "activities", "catalog.json")));

    public LanguageSnapshot Snapshot { get; }

    public IReadOnlyList<CompletionItem> Items => Snapshot.Complete(Path, _offset);

    public IEnumerable<string> Labels => Items.Select(item => item.Label);

    public string? Hover => Snapshot.Hover(Path, _offset)?.Markdown;

    public SignatureHelp? Signature => Snapshot.Signature(Path, _offset);
}
