using DeepFlow.Language.Syntax;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Completion;

/// <summary>Inside a data set: its members, and the names that its rules may use.</summary>
internal sealed class DatasetCompletions(Typing typing, ItemList items, ValueCompletions values)
{
    public void Find(List<Lexeme> segment)
    {
        if (segment.Count == 0)
        {
            items.Add("item", CompletionKind.Keyword, null, "What one item is", "item ", 0);
            items.Add("label", CompletionKind.Keyword, null, "The labels, each with the text that people read", "label { ${1} }", 0, isSnippet: true);
            items.Add("field", CompletionKind.Keyword, null, "What is known of each item", "field ${1:name}: ${2:string}", 0, isSnippet: true);
            items.Add("expect", CompletionKind.Keyword, null, "What every version must satisfy", "expect ${1:name}: ${2:condition}", 0, isSnippet: true);
            return;
        }

        var last = segment[^1];
        var colon = segment.FindIndex(lexeme => lexeme.Is(":"));
        switch (segment[0].Text)
        {
            case "item" when segment.Count == 1:
                ModelCompletions.ItemKinds(items);
                break;
            case "field" when last.Is("masked"):
                items.Keyword("for", "For whom");
                break;
            case "field" when segment.Any(lexeme => lexeme.Is("for")):
                items.Roles();
                break;
            case "field" when last.Is(","):
                items.Keyword("masked", "Not shown to those who label");
                break;
            case "field" when colon > 0:
                new TypeCompletions(typing, items).Find(segment);
                break;
            case "expect" when last.Is("else"):
                items.Keyword("fail", "The step fails", group: 0);
                items.Keyword("warn", "The step goes on, and tells it", group: 0);
                break;
            case "expect" when last.Is(","):
                items.Keyword("else", "What happens to a version that does not satisfy it");
                break;
            case "expect" when colon > 0:
                values.Find(segment.Skip(colon + 1).ToList(), DslType.Bool);
                break;
        }
    }
}
