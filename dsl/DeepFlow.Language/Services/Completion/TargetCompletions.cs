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

    /// <summary>Whether the path at the end of a setting's words leads to a step rather than to a value.</summary>
    public static bool IsTarget(IReadOnlyList<Lexeme> segment) =>
        segment[0].Is("on") || (segment[0].Is("approvals") && segment.Any(lexeme => lexeme.Is("by")));

    /// <summary>Behind <c>model.</c>: the steps of the pipeline that the path leads into.</summary>
    public static void InsideOf(ItemList items, Typing typing, PipelineScope scope, IReadOnlyList<Lexeme> segment)
    {
        var path = new List<string>();
        for (var i = segment.Count - 2; i >= 0 && segment[i].IsWord && segment[i + 1].Is("."); i -= 2)
        {
            path.Insert(0, segment[i].Text);
        }

        var inside = path.Aggregate((PipelineScope?)scope, (within, name) =>
            within?.Find(name) is StepName step && typing.Visible.Find<PipelineSyntax>(step.Syntax.Callee.Text)?.Syntax is PipelineSyntax called ? new PipelineScope(called) : null);
        if (inside is not null)
        {
            Steps(items, inside);
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
