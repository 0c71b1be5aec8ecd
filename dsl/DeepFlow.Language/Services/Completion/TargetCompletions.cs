using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Completion;

/// <summary>Where an edge, a trigger or a rule about people may point.</summary>
internal static class TargetCompletions
{
    /// <summary>The steps of the pipeline, wherever they stand: edges lead back and on.</summary>
    public static void Steps(ItemList items, PipelineScope scope)
    {
        foreach (var step in scope.Steps)
        {
            items.Add(step.Name.Text, CompletionKind.Step, step.Syntax.Callee.Text, step.Syntax.Doc, step.Name.Text, 0);
        }
    }

    /// <summary><c>model.tuning</c>: steps inside the pipelines that are called.</summary>
    public static void Inside(ItemList items, Typing typing, PipelineScope scope)
    {
        foreach (var step in scope.Steps)
        {
            if (typing.Visible.Find<PipelineSyntax>(step.Syntax.Callee.Text)?.Syntax is PipelineSyntax called)
            {
                foreach (var inner in new PipelineScope(called).Steps)
                {
                    var path = $"{step.Name.Text}.{inner.Name.Text}";
                    items.Add(path, CompletionKind.Step, inner.Syntax.Callee.Text, inner.Syntax.Doc, path, 1);
                }
            }
        }
    }
}
