using DeepFlow.Language.Syntax;
using static DeepFlow.Language.Parsing.Generated.DeepFlowParser;

namespace DeepFlow.Language.Parsing;

/// <summary>Parse tree to syntax, for the settings of a step.</summary>
internal sealed class SettingReader(ExpressionReader expressions)
{
    public IReadOnlyList<SettingSyntax> ReadAll(SettingsContext? settings) =>
        [.. (settings?.setting() ?? []).Select(Read).OfType<SettingSyntax>()];

    /// <summary>Null where recovery left nothing of the line.</summary>
    public SettingSyntax? Read(SettingContext? setting)
    {
        if (setting is null)
        {
            return null;
        }

        var span = setting.Span();
        return setting switch
        {
            BySettingContext by => new BySyntax([.. by.holder().Select(holder => ReadHolder(holder, holder.Span().Start))], span),
            ResourceSettingContext resources => new ResourcesSyntax(
                resources.NEEDS() is not null,
                [.. resources.resource().Select(resource => new ResourceSyntax(
                    resource.name().Read(resource.Span().Start), expressions.Read(resource.expr(), resource.Span().End), resource.Span()))],
                span),
            RetrySettingContext retry => new RetrySyntax(
                expressions.Read(retry.expr(0), span.End), expressions.ReadOptional(retry.expr(1)), span),
            TimeoutSettingContext timeout => new TimeoutSyntax(expressions.Read(timeout.expr(), span.End), span),
            CacheSettingContext => new CacheSyntax(span),
            CheckpointSettingContext checkpoint => new CheckpointSyntax(
                expressions.Read(checkpoint.expr(), span.End), checkpoint.name()?.Read(span.End), span),
            WhenSettingContext condition => new WhenSyntax(expressions.Read(condition.expr(), span.End), span),
            DueSettingContext due => ReadDue(due),
            ApprovalsSettingContext approvals => new ApprovalsSyntax(
                expressions.Read(approvals.expr(), span.End), approvals.target() is { } notBy ? ReadTarget(notBy) : null, span),
            HideSettingContext hide => ReadHide(hide),
            EdgeSettingContext edge => ReadEdge(edge),
            UnknownSettingContext unknown when unknown.NAME().IsPresent() => new UnknownSettingSyntax(
                new NameSyntax(unknown.NAME().GetText(), Tokens.SpanOf(unknown.NAME().Symbol)),
                [.. unknown.expr().Select(value => expressions.Read(value, span.End))],
                span),
            _ => null,
        };
    }

    public TargetSyntax ReadTarget(TargetContext target) => new(ReadNames(target.name()), target.Span());

    private static IReadOnlyList<NameSyntax> ReadNames(IEnumerable<NameContext> names) => [.. names.Select(name => name.Read(0))];

    private HolderSyntax ReadHolder(HolderContext? holder, int at)
    {
        if (holder?.STRING() is { } text && text.IsPresent())
        {
            var span = Tokens.SpanOf(text.Symbol);
            return new HolderSyntax(new NameSyntax("", span), expressions.ReadPlain(text) ?? "", span);
        }

        var name = holder?.name() is { } written ? written.Read(at) : new NameSyntax("", new(at, 0));
        return new HolderSyntax(name, null, name.Span);
    }

    private DueSyntax ReadDue(DueSettingContext due)
    {
        var span = due.Span();
        var clauses = due.dueClause();
        return new DueSyntax(
            expressions.Read(due.expr(), span.End),
            [.. clauses.Where(clause => clause.REMIND() is not null).Select(clause => expressions.Read(clause.expr(), clause.Span().End))],
            [.. clauses.Where(clause => clause.THEN() is not null).Select(clause => new EscalationSyntax(
                ReadHolder(clause.holder(), clause.Span().End),
                clause.AFTER() is null ? null : expressions.Read(clause.expr(), clause.Span().End),
                clause.Span()))],
            span);
    }

    private static HideSyntax ReadHide(HideSettingContext hide)
    {
        var from = hide.FROM()?.Symbol.StartIndex ?? int.MaxValue;
        var names = hide.name().Select(name => name.Read(hide.Span().End)).ToList();
        return new HideSyntax(
            [.. names.Where(name => name.Span.Start < from)],
            [.. names.Where(name => name.Span.Start > from)],
            hide.Span());
    }

    private EdgeSyntax ReadEdge(EdgeSettingContext edge)
    {
        // The last target stands behind `then`, if anywhere does.
        var span = edge.Span();
        var then = edge.THEN()?.Symbol.StartIndex ?? int.MaxValue;
        var targets = edge.target().Select(ReadTarget).ToList();
        var exit = targets.FirstOrDefault(target => target.Span.Start > then);
        return new EdgeSyntax(
            [.. edge.outcome().Select(outcome => new OutcomeSyntax(
                outcome.name().Read(outcome.Span().Start), expressions.ReadPlain(outcome.STRING()), outcome.Span()))],
            [.. targets.Where(target => target.Span.Start < then)],
            edge.MAX() is null ? null : expressions.Read(edge.expr(), span.End),
            edge.THEN() is null ? null : new ExitSyntax(exit, exit?.Span ?? (edge.FAIL() is { } fail ? Tokens.SpanOf(fail.Symbol) : span)),
            span);
    }
}
