using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using static DeepFlow.Language.Parsing.Generated.DeepFlowParser;

namespace DeepFlow.Language.Parsing;

/// <summary>Parse tree to syntax, for the statements of a pipeline.</summary>
internal sealed class StatementReader(
    SourceText source,
    DiagnosticBag problems,
    ExpressionReader expressions,
    TypeReader types,
    SettingReader settings,
    IReadOnlyDictionary<int, string> docs)
{
    public BlockSyntax ReadBlock(BlockContext? block, int otherwise) => block is null
        ? new BlockSyntax([], new TextSpan(otherwise, 0))
        : new BlockSyntax([.. block.statement().Select(Read).OfType<StatementSyntax>()], block.Span());

    // Null where recovery left nothing of the line.
    private StatementSyntax? Read(StatementContext statement)
    {
        var span = statement.Span();
        return statement switch
        {
            StepStatementContext step => ReadStep(step.Span(), step.name(0).Read(span.End), step.name(1), step.arguments(), step.settings()),
            WordlessStepContext step => ReadWordless(step),
            ConditionalStatementContext conditional => ReadIf(conditional.ifStatement(), span),
            ReturnStatementContext returned => new ReturnSyntax(
                [.. returned.returned().Select(item => new ArgumentSyntax(
                    item.name().Read(item.Span().Start), expressions.Read(item.expr(), item.Span().End), item.Span()))],
                span),
            StopStatementContext => new StopSyntax(span),
            FailStatementContext fail => new FailSyntax(expressions.ReadOptional(fail.expr()), span),
            TriggerStatementContext trigger => new TriggerSyntax(
                trigger.name().Read(span.End),
                trigger.arguments() is { } arguments ? expressions.ReadArguments(arguments, span.End) : null,
                trigger.target() is { } entry ? settings.ReadTarget(entry) : null,
                span),
            RunsStatementContext runs => new RunsSyntax(expressions.Read(runs.expr(), span.End), runs.name()?.Read(span.End), span),
            RolesStatementContext roles => new RolesSyntax(
                [.. roles.roleEntry().Select(entry => new RoleEntrySyntax(
                    entry.name(0).Read(entry.Span().Start), entry.name(1).Read(entry.Span().End), entry.Span()))],
                span),
            PinStatementContext pin => new PinSyntax(pin.name().Read(span.End), expressions.ReadArguments(pin.arguments(), span.End), span),
            ParallelStatementContext parallel => new ParallelSyntax(parallel.ANY() is not null, ReadBlock(parallel.block(), span.End), span),
            BranchStatementContext branch => new BranchSyntax(branch.name().Read(span.End), ReadBlock(branch.block(), span.End), span),
            ForStatementContext loop => new ForSyntax(
                loop.name().Read(span.End),
                expressions.Read(loop.expr(0), span.End),
                expressions.ReadOptional(loop.expr(1)),
                ReadBlock(loop.block(), span.End),
                span),
            VarStatementContext variable => new VarSyntax(
                variable.name().Read(span.End),
                variable.type() is { } type ? types.Read(type, span.End) : null,
                expressions.Read(variable.expr(), span.End),
                span),
            SetStatementContext set => new SetSyntax(set.name().Read(span.End), expressions.Read(set.expr(), span.End), span),
            _ => null,
        };
    }

    private StepSyntax ReadStep(TextSpan span, NameSyntax name, NameContext? callee, ArgumentsContext? arguments, SettingsContext? body) => new(
        name,
        callee.Read(span.End),
        expressions.ReadArguments(arguments, span.End),
        settings.ReadAll(body),
        docs.GetValueOrDefault(span.Start),
        span);

    private StepSyntax? ReadWordless(WordlessStepContext step)
    {
        if (!step.ASSIGN().IsPresent())
        {
            return null; // some other word, told as such
        }

        var name = new NameSyntax(step.NAME().GetText(), Tokens.SpanOf(step.NAME().Symbol));
        problems.Add(SyntaxProblems.StepWordMissing(new Place(source, name.Span), name.Text));
        return ReadStep(step.Span(), name, step.name(), step.arguments(), step.settings());
    }

    private IfSyntax ReadIf(IfStatementContext? statement, TextSpan span)
    {
        if (statement is null)
        {
            return new IfSyntax(new MissingExpressionSyntax(span), new BlockSyntax([], span), null, null, span);
        }

        var otherwise = statement.ifStatement() is { } nested
            ? new BlockSyntax([ReadIf(nested, nested.Span())], nested.Span())
            : statement.block(1) is { } block ? ReadBlock(block, span.End) : null;
        return new IfSyntax(
            expressions.Read(statement.expr(), span.End),
            ReadBlock(statement.block(0), span.End),
            otherwise,
            docs.GetValueOrDefault(span.Start),
            span);
    }
}
