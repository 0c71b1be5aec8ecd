using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Completion;

/// <summary>Where a type is written.</summary>
internal sealed class TypeCompletions(Typing typing, ItemList items)
{
    public void Find(IReadOnlyList<Lexeme> before)
    {
        if (before is [.., var name, var open] && open.Is("<") && name.Is("dataset"))
        {
            foreach (var dataset in typing.Visible.OfType<DatasetSyntax>())
            {
                items.Add(dataset.Name, CompletionKind.Dataset, "data set", dataset.Syntax.Doc, dataset.Name, 0);
            }
        }
        else if (before is [.., var last] && (last.Is(":") || last.Is("<")))
        {
            foreach (var type in TypeBinder.NamesOf(typing.Catalog))
            {
                items.Add(type, CompletionKind.Type, "type", null, type, 1);
            }

            foreach (var generic in new[] { "list", "range", "dataset" })
            {
                items.Add($"{generic}<>", CompletionKind.Type, "type", null, $"{generic}<${{1}}>", 0, isSnippet: true);
            }

            items.Add("record", CompletionKind.Type, "type", null, "record { ${1:name}: ${2:int} }", 1, isSnippet: true);
        }
    }
}
