using DeepFlow.Language.Semantics;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Services.Snippets;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Services.Completion;

/// <summary>Collects what could stand at one place; each name once.</summary>
internal sealed class ItemList(TextSpan replaces)
{
    private readonly Dictionary<(string, bool), CompletionItem> _items = [];

    public IReadOnlyList<CompletionItem> Sorted() => [.. _items.Values.OrderBy(item => item.SortText, StringComparer.Ordinal)];

    public void Add(string label, CompletionKind kind, string? detail, string? documentation, string insert, int group, bool isSnippet = false) =>
        _items.TryAdd((label, kind == CompletionKind.Snippet), new CompletionItem(label, kind, detail, documentation, insert, isSnippet, group, replaces));

    public void Keyword(string word, string documentation, string? insert = null, int group = 3) =>
        Add(word, CompletionKind.Keyword, null, documentation, insert ?? word, group, isSnippet: insert?.Contains("${", StringComparison.Ordinal) == true);

    /// <summary>The snippets for a kind of place.</summary>
    public void Snippets(string place, int group = 1)
    {
        foreach (var snippet in Snippet.All.Where(snippet => snippet.Place == place))
        {
            Add(snippet.Label, CompletionKind.Snippet, snippet.Detail, $"```dlflow\n{snippet.Plain}\n```", snippet.Body, group, isSnippet: true);
        }
    }

    /// <summary>An argument that is not given yet; those that must be given come first.</summary>
    public void Argument(CalleeInput input)
    {
        var (name, type) = (input.Name, input.Type.ToString());
        var detail = input.Required ? type : input.Default is { Length: > 0 } value ? $"{type} = {value}" : $"{type}, optional";
        Add(name, CompletionKind.Argument, detail, input.Summary, $"{name}: ", input.Required ? 0 : 1);
    }

    public void Roles()
    {
        foreach (var role in Semantics.Roles.All)
        {
            Add(role, CompletionKind.Role, "role", null, role, 0);
        }
    }

    /// <summary>Who may be asked: roles, and a text for a person or a group.</summary>
    public void Holders()
    {
        Roles();
        Add("\"name\"", CompletionKind.Role, "person or group", "Somebody of the project by name", "\"${1:name}\"", 1, isSnippet: true);
    }
}
