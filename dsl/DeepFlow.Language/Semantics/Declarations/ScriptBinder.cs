using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Pipelines;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>Binds an activity that is a script, so that steps see it like any activity of the catalog.</summary>
internal sealed class ScriptBinder(SymbolTable symbols, TypeBinder types, DiagnosticBag problems)
{
    private static readonly OutcomeSignature[] Outcomes = [new("done", true), new("failed", false), new("timeout", false)];

    private readonly ParameterBinder _parameters = new(symbols, types, problems);
    private readonly ResultBinder _results = new(symbols, types, problems);

    public void Bind(ScriptSymbol script)
    {
        var (file, syntax) = (script.File, script.Declaration);
        script.Parameters = _parameters.Bind(script, syntax.Parameters);
        var results = _results.Bind(script, syntax.Results);
        if (string.IsNullOrEmpty(syntax.Script))
        {
            problems.Add(TypeProblems.ScriptMissing(file.At(syntax.Name), script.Name));
        }
        else if (Path.IsPathRooted(syntax.Script) || syntax.Script.Contains('\\') || syntax.Script.Split('/').Contains(".."))
        {
            problems.Add(NameProblems.PathOutsideProject(file.At(syntax.ScriptSpan), syntax.Script));
        }

        var context = new ExpressionContext(file, symbols, problems, NameScope.Empty, $"the activity `{script.Name}`");
        script.Definition = new ScriptDefinition(script.Name, syntax.Script ?? "", syntax.Image)
        {
            Documentation = syntax.Doc,
            Span = file.SpanOf(syntax),
            Inputs = [.. script.Parameters.Select(parameter => parameter.Definition)],
            Outputs = [.. results],
            Settings = new SettingBinder(context).Bind(script),
        };
        symbols.Facts.Declare(SymbolFacts.Of(script));
        script.AsActivity = script.AsActivity with
        {
            Inputs = [.. script.Parameters.Select(AsInput)],
            Outputs = [.. results.Select(result => new OutputSignature(result.Name, result.Type))],
            Outcomes = [.. Outcomes],
        };
    }

    private static InputSignature AsInput(Parameter parameter) => new(
        parameter.Name,
        parameter.Type.ToString(),
        parameter.Definition.Default is { } fallback ? Evaluator.Evaluate(fallback, Scope.Empty) : null);
}
