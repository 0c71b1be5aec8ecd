using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using static DeepFlow.Language.Parsing.Generated.DeepFlowParser;

namespace DeepFlow.Language.Parsing;

/// <summary>Parse tree to syntax, for declarations and what only they hold.</summary>
internal sealed class DeclarationReader
{
    private readonly IReadOnlyDictionary<int, string> _docs;
    private readonly ExpressionReader _expressions;
    private readonly TypeReader _types;
    private readonly SettingReader _settings;
    private readonly StatementReader _statements;

    public DeclarationReader(SourceText source, IReadOnlyDictionary<int, string> docs, DiagnosticBag problems)
    {
        _docs = docs;
        _expressions = new ExpressionReader(source, problems);
        _types = new TypeReader(_expressions);
        _settings = new SettingReader(_expressions);
        _statements = new StatementReader(source, problems, _expressions, _types, _settings, docs);
    }

    /// <summary>Null where the piece holds no declaration; that has been told.</summary>
    public DeclarationSyntax? Read(DeclarationContext? declaration)
    {
        if (declaration is not { ChildCount: > 0 })
        {
            return null;
        }

        var span = declaration.Span();
        var doc = _docs.GetValueOrDefault(span.Start);
        return declaration.GetChild(0) switch
        {
            UseDeclarationContext use => ReadUse(use, span),
            DatasetDeclarationContext dataset => new DatasetSyntax(
                dataset.name().Read(span.End), doc, [.. dataset.datasetMember().Select(ReadMember).OfType<DatasetMemberSyntax>()], span),
            ModelDeclarationContext model => new ModelSyntax(
                model.name().Read(span.End), doc, ReadParameters(model.parameters()), ReadLayers(model.modelBody()), span),
            PipelineDeclarationContext pipeline => new PipelineSyntax(
                pipeline.name().Read(span.End),
                doc,
                ReadParameters(pipeline.parameters()),
                ReadResults(pipeline.results()),
                _statements.ReadBlock(pipeline.block(), span.End),
                span),
            FormDeclarationContext form => new FormSyntax(
                form.name().Read(span.End), doc, [.. form.formField().Select(ReadFormField)], span),
            ActivityDeclarationContext activity => ReadActivity(activity, doc, span),
            _ => null,
        };
    }

    private UseSyntax ReadUse(UseDeclarationContext use, TextSpan span)
    {
        var path = _expressions.ReadPlain(use.STRING()) ?? "";
        return new UseSyntax(new NameSyntax(path, use.STRING().IsPresent() ? Tokens.SpanOf(use.STRING().Symbol) : span), span);
    }

    private DatasetMemberSyntax? ReadMember(DatasetMemberContext member)
    {
        var span = member.Span();
        return member switch
        {
            ItemMemberContext item => new ItemSyntax(
                item.name().Read(span.End), item.arguments() is { } arguments ? _expressions.ReadArguments(arguments, span.End) : null, span),
            LabelMemberContext label => new LabelsSyntax(_types.ReadMembers(label.enumeration()), span),
            FieldMemberContext field => new FieldSyntax(
                field.name(0).Read(span.End),
                _types.Read(field.type(), span.End),
                field.MASKED() is not null,
                [.. field.name().Skip(1).Select(name => name.Read(span.End))],
                span),
            ExpectMemberContext expect => new ExpectSyntax(
                expect.name(0).Read(span.End), _expressions.Read(expect.expr(), span.End), ReadOtherwise(expect), span),
            _ => null,
        };
    }

    private static NameSyntax? ReadOtherwise(ExpectMemberContext expect) =>
        expect.ELSE() is null ? null
        : expect.FAIL() is { } fail ? new NameSyntax("fail", Tokens.SpanOf(fail.Symbol))
        : expect.name(1).Read(expect.Span().End);

    private IReadOnlyList<ModelMemberSyntax> ReadLayers(ModelBodyContext? body) =>
        [.. (body?.modelMember() ?? []).Select(ReadLayer).OfType<ModelMemberSyntax>()];

    private ModelMemberSyntax? ReadLayer(ModelMemberContext member)
    {
        var span = member.Span();
        return member switch
        {
            InputMemberContext input => new InputSyntax(
                input.name().Read(span.End), input.arguments() is { } arguments ? _expressions.ReadArguments(arguments, span.End) : null, span),
            LayerMemberContext layer => new LayerSyntax(layer.name().Read(span.Start), _expressions.ReadArguments(layer.arguments(), span.End), span),
            BlockMemberContext block => new LayerGroupSyntax(block.name().Read(span.End), ReadLayers(block.modelBody()), span),
            ResidualMemberContext residual => new LayerGroupSyntax(null, ReadLayers(residual.modelBody()), span),
            _ => null,
        };
    }

    private IReadOnlyList<ParameterSyntax> ReadParameters(ParametersContext? parameters) =>
    [
        .. (parameters?.parameter() ?? []).Where(parameter => parameter.ChildCount > 0).Select(parameter => new ParameterSyntax(
            parameter.name().Read(parameter.Span().Start),
            _types.Read(parameter.type(), parameter.Span().End),
            _expressions.ReadOptional(parameter.expr()),
            parameter.Span())),
    ];

    private IReadOnlyList<ResultSyntax> ReadResults(ResultsContext? results) =>
    [
        .. (results?.result() ?? []).Where(result => result.ChildCount > 0).Select(result => new ResultSyntax(
            result.name().Read(result.Span().Start), _types.Read(result.type(), result.Span().End), result.Span())),
    ];

    private FormFieldSyntax ReadFormField(FormFieldContext field)
    {
        var span = field.Span();
        var bounds = field.IN() is null ? null : field.expr().LastOrDefault();
        return new FormFieldSyntax(
            field.name().Read(span.Start),
            _types.Read(field.type(), span.End),
            field.ASSIGN() is null ? null : _expressions.ReadOptional(field.expr(0)),
            _expressions.ReadPlain(field.STRING()),
            _expressions.ReadOptional(bounds),
            span);
    }

    private ActivitySyntax ReadActivity(ActivityDeclarationContext activity, string? doc, TextSpan span)
    {
        var members = activity.activityMember();
        return new ActivitySyntax(
            activity.name().Read(span.End),
            doc,
            ReadParameters(activity.parameters()),
            ReadResults(activity.results()),
            members.OfType<ScriptMemberContext>().Select(member => _expressions.ReadPlain(member.STRING())).FirstOrDefault(),
            members.OfType<ScriptMemberContext>().Select(member => member.Span()).FirstOrDefault(),
            members.OfType<ImageMemberContext>().Select(member => _expressions.ReadPlain(member.STRING())).FirstOrDefault(),
            [.. members.OfType<SettingMemberContext>().Select(member => _settings.Read(member.setting())).OfType<SettingSyntax>()],
            span);
    }
}
