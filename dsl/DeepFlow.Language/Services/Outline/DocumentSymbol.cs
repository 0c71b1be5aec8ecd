using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Outline;

public enum DocumentSymbolKind
{
    Dataset,
    Model,
    Pipeline,
    Form,
    Activity,
    Step,
    Variable,
    Branch,
    Loop,
    Layer,
    Field,
    Labels,
    Rule,
}

/// <summary>Something that a file declares, and what it holds.</summary>
public sealed record DocumentSymbol(
    string Name, string? Detail, DocumentSymbolKind Kind, TextSpan Span, TextSpan NameSpan, IReadOnlyList<DocumentSymbol> Children)
{
    internal static IReadOnlyList<DocumentSymbol> Of(DocumentSyntax document) =>
        [.. document.Declarations.Where(declaration => declaration is not UseSyntax && !declaration.Name.IsMissing).Select(Of)];

    private static DocumentSymbol Of(DeclarationSyntax declaration) => declaration switch
    {
        DatasetSyntax dataset => Make(dataset, "data set", DocumentSymbolKind.Dataset, dataset.Members.Select(Of).OfType<DocumentSymbol>()),
        ModelSyntax model => Make(model, "model", DocumentSymbolKind.Model, Layers(model.Members)),
        PipelineSyntax pipeline => Make(pipeline, "pipeline", DocumentSymbolKind.Pipeline, Statements(pipeline.Body)),
        FormSyntax form => Make(form, "form", DocumentSymbolKind.Form, form.Fields.Where(field => !field.Name.IsMissing).Select(field => Leaf(field.Name, null, DocumentSymbolKind.Field, field.Span))),
        _ => Make(declaration, "activity", DocumentSymbolKind.Activity, []),
    };

    private static DocumentSymbol? Of(DatasetMemberSyntax member) => member switch
    {
        FieldSyntax { Name.IsMissing: false } field => Leaf(field.Name, "field", DocumentSymbolKind.Field, field.Span),
        ExpectSyntax { Name.IsMissing: false } expect => Leaf(expect.Name, "rule", DocumentSymbolKind.Rule, expect.Span),
        LabelsSyntax labels => new DocumentSymbol("label", $"{labels.Members.Count} labels", DocumentSymbolKind.Labels, labels.Span, labels.Span, []),
        _ => null,
    };

    private static IEnumerable<DocumentSymbol> Layers(IReadOnlyList<ModelMemberSyntax> members) => members.Select(member => member switch
    {
        LayerSyntax { Name.IsMissing: false } layer => Leaf(layer.Name, null, DocumentSymbolKind.Layer, layer.Span),
        LayerGroupSyntax group => new DocumentSymbol(
            group.Name?.Text is { Length: > 0 } name ? name : "residual", "block", DocumentSymbolKind.Layer, group.Span, group.Name?.Span ?? group.Span, [.. Layers(group.Members)]),
        _ => null,
    }).OfType<DocumentSymbol>();

    private static IEnumerable<DocumentSymbol> Statements(BlockSyntax? block) => (block?.Statements ?? []).SelectMany(statement => statement switch
    {
        StepSyntax { Name.IsMissing: false } step => [Leaf(step.Name, step.Callee.Text, DocumentSymbolKind.Step, step.Span)],
        VarSyntax { Name.IsMissing: false } variable => [Leaf(variable.Name, "variable", DocumentSymbolKind.Variable, variable.Span)],
        IfSyntax choice => Statements(choice.Then).Concat(Statements(choice.Otherwise)),
        ParallelSyntax parallel => Statements(parallel.Body),
        BranchSyntax { Name.IsMissing: false } branch =>
            [new DocumentSymbol(branch.Name.Text, "branch", DocumentSymbolKind.Branch, branch.Span, branch.Name.Span, [.. Statements(branch.Body)])],
        ForSyntax { Item.IsMissing: false } loop =>
            [new DocumentSymbol($"for {loop.Item.Text}", "loop", DocumentSymbolKind.Loop, loop.Span, loop.Item.Span, [.. Statements(loop.Body)])],
        _ => Enumerable.Empty<DocumentSymbol>(),
    });

    private static DocumentSymbol Make(DeclarationSyntax declaration, string detail, DocumentSymbolKind kind, IEnumerable<DocumentSymbol> children) =>
        new(declaration.Name.Text, detail, kind, declaration.Span, declaration.Name.Span, [.. children]);

    private static DocumentSymbol Leaf(NameSyntax name, string? detail, DocumentSymbolKind kind, TextSpan span) => new(name.Text, detail, kind, span, name.Span, []);
}
