using DeepFlow.Language.Graph;
using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Drawing;

/// <summary>Reads off the text what stands in a drawn pipeline.</summary>
internal static class DetailsReader
{
    public static PipelineDetails Read(LanguageFile file, DrawnPipeline drawn)
    {
        var (source, pipeline) = (file.Source, drawn.Syntax);
        return new PipelineDetails(
            PipelineSignature.Of(new VisibleDeclaration(file, pipeline), true),
            pipeline.Span,
            pipeline.Name.Span,
            $"({Listed(source, pipeline.Parameters)})",
            pipeline.Results.Count == 0 ? null : $"({Listed(source, pipeline.Results)})",
            pipeline.Body.Statements.OfType<RolesSyntax>().SelectMany(roles => roles.Entries).Where(entry => !entry.Activity.IsMissing)
                .DistinctBy(entry => entry.Activity.Text).ToDictionary(entry => entry.Activity.Text, entry => entry.Role.Text, StringComparer.Ordinal),
            Written<RolesSyntax>(source, pipeline),
            Written<RunsSyntax>(source, pipeline),
            [.. pipeline.Body.Statements.OfType<TriggerSyntax>().Select(trigger => new TriggerDetails(source.Slice(trigger.Span), trigger.Entry?.ToString(), trigger.Span))],
            [.. drawn.Picture.Nodes.Where(node => drawn.Statements.ContainsKey(node.Id)).Select(node => Read(source, node, drawn.Statements[node.Id]))]);
    }

    private static string? Written<T>(SourceText source, PipelineSyntax pipeline) where T : StatementSyntax =>
        pipeline.Body.Statements.OfType<T>().FirstOrDefault() is { } statement ? source.Slice(statement.Span) : null;

    private static NodeDetails Read(SourceText source, PictureNode node, StatementSyntax statement) => statement is StepSyntax step
        ? new NodeDetails(
            node.Id,
            step.Callee.Text,
            step.Doc,
            [.. step.Arguments.Items.Select(argument => new ArgumentDetails(argument.Name?.Text, source.Slice(argument.Value.Span), IsLiteral(argument.Value), argument.Value.Span))],
            [.. step.Settings.Select(setting => new SettingDetails(FirstWord(source.Slice(setting.Span)), source.Slice(setting.Span), setting.Span))],
            [])
        : new NodeDetails(node.Id, null, statement.Doc, [], [], [.. Parts.Of(statement).Select(part => new PartDetails(part.Name, source.Slice(part.Span), part.Span))]);

    private static string Listed(SourceText source, IEnumerable<SyntaxNode> items) => string.Join(", ", items.Select(item => source.Slice(item.Span)));

    private static string FirstWord(string text) => new([.. text.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c == '_')]);

    private static bool IsLiteral(ExpressionSyntax value) => value switch
    {
        NumberSyntax or BoolSyntax or MissingValueSyntax => true,
        TextSyntax text => text.Plain is not null,
        NegateSyntax { Operand: NumberSyntax } => true,
        RangeSyntax range => IsLiteral(range.From) && IsLiteral(range.To),
        ListSyntax list => list.Items.All(IsLiteral),
        _ => false,
    };
}
