using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Graph;

/// <summary>What can be written anew in a statement that is no step, each by its name.</summary>
internal static class Parts
{
    public static IReadOnlyList<(string Name, TextSpan Span)> Of(StatementSyntax statement) => statement switch
    {
        IfSyntax choice => [("condition", choice.Condition.Span)],
        ForSyntax loop => [("item", loop.Item.Span), ("list", loop.List.Span), .. loop.Max is { } max ? [("max", max.Span)] : Array.Empty<(string, TextSpan)>()],
        VarSyntax variable => [("name", variable.Name.Span), ("value", variable.Value.Span)],
        SetSyntax set => [("name", set.Name.Span), ("value", set.Value.Span)],
        ReturnSyntax result => [("results", result.Results is [var first, .., var last] ? first.Span.To(last.Span)
            : result.Results is [var only] ? only.Span
            : new TextSpan(result.Span.End, 0))],
        FailSyntax { Message: { } message } => [("message", message.Span)],
        FailSyntax fail => [("message", new TextSpan(fail.Span.End, 0))],
        _ => [],
    };
}
