using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Services.Completion;

/// <summary>Inside a model: its input and its layers.</summary>
internal sealed class ModelCompletions(ActivityCatalog catalog, ItemList items)
{
    public void Find(IReadOnlyList<Lexeme> segment)
    {
        if (segment.Count == 0)
        {
            items.Keyword("input", "What one item is", "input ");
            items.Add("block", CompletionKind.Keyword, null, "Layers under a name", "block ${1:name} {\n    ${2}\n}", 3, isSnippet: true);
            items.Add("residual", CompletionKind.Keyword, null, "Layers whose input is added to their output", "residual {\n    ${1}\n}", 3, isSnippet: true);
            foreach (var layer in catalog.Family("layer")?.Constructors ?? [])
            {
                var takes = string.Join(", ", layer.Inputs.Select(input => $"{input.Name}: {input.Type}"));
                var required = string.Join(", ", layer.Inputs.Where(input => input.Required).Select((input, i) => $"${{{i + 1}:{input.Name}}}"));
                items.Add(layer.Tag, CompletionKind.Layer, $"({takes})", layer.Summary, $"{layer.Tag}({required})", 1, isSnippet: required.Length > 0);
            }
        }
        else if (segment is [var input] && input.Is("input"))
        {
            ItemKinds(items);
        }
    }

    public static void ItemKinds(ItemList items)
    {
        items.Add("image", CompletionKind.Type, "channels, height, width", "Pictures of one size", "image(${1:1}, ${2:28}, ${3:28})", 0, isSnippet: true);
        items.Add("text", CompletionKind.Type, null, "Texts of any length", "text", 0);
        items.Add("tokens", CompletionKind.Type, "size", "A vector of so many numbers", "tokens(${1:1_000})", 0, isSnippet: true);
    }
}
