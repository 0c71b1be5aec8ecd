using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>
/// Binds what others see of a pipeline: parameters, results and the names of its steps, before any pipeline's inside is bound,
/// so that pipelines may call each other in any order.
/// </summary>
internal sealed class PipelineSignatureBinder(SymbolTable symbols, TypeBinder types, DiagnosticBag problems)
{
    // What a step may have behind it is kept as one bit for each other step; nobody reads a pipeline that long.
    private const int MostSteps = 10_000;

    private readonly ParameterBinder _parameters = new(symbols, types, problems);
    private readonly ResultBinder _results = new(symbols, types, problems);

    public void Bind(PipelineSymbol pipeline)
    {
        var (file, syntax) = (pipeline.File, pipeline.Declaration);
        pipeline.Parameters = _parameters.Bind(pipeline, syntax.Parameters);
        pipeline.Results = _results.Bind(pipeline, syntax.Results);
        symbols.Facts.Declare(SymbolFacts.Of(pipeline));
        var taken = pipeline.Parameters.ToDictionary(parameter => parameter.Name, _ => "a parameter of this pipeline", StringComparer.Ordinal);
        Declare(pipeline, syntax.Body, [], taken);
        if (pipeline.Steps.Count > MostSteps)
        {
            problems.Add(FlowProblems.TooManySteps(file.At(syntax.Name), pipeline.Name, pipeline.Steps.Count, MostSteps));
        }
    }

    // Names are one set over the whole pipeline, blocks included, so that a target or an output needs no path.
    private void Declare(PipelineSymbol pipeline, BlockSyntax block, IReadOnlyList<SyntaxNode> blocks, Dictionary<string, string> taken)
    {
        foreach (var statement in block.Statements)
        {
            switch (statement)
            {
                case StepSyntax step when IsFree(pipeline, step.Name, "a step of this pipeline", taken):
                    Declare(pipeline, step, blocks);
                    break;
                case VarSyntax variable when IsFree(pipeline, variable.Name, "a variable of this pipeline", taken):
                    var symbol = new VariableSymbol(pipeline, variable, blocks.OfType<ForSyntax>().LastOrDefault());
                    if (variable.Type is not null)
                    {
                        symbol.Type = types.Bind(pipeline.File, variable.Type);
                    }

                    pipeline.Variables.Add(symbol.Name, symbol);
                    break;
                case IfSyntax choice:
                    Declare(pipeline, choice.Then, blocks, taken);
                    if (choice.Otherwise is not null)
                    {
                        Declare(pipeline, choice.Otherwise, blocks, taken);
                    }

                    break;
                case ParallelSyntax parallel:
                    DeclareBranches(pipeline, parallel, blocks, taken);
                    break;
                case BranchSyntax branch:
                    Declare(pipeline, branch.Body, blocks, taken);
                    break;
                case ForSyntax loop:
                    if (IsFree(pipeline, loop.Item, "the item of a `for` of this pipeline", taken))
                    {
                        symbols.Facts.Declare(SymbolFacts.Inside(pipeline.File, SymbolKind.Item, pipeline.Name, loop.Item, loop));
                    }

                    Declare(pipeline, loop.Body, [.. blocks, loop], taken);
                    break;
            }
        }
    }

    // What stands in a `parallel` without a `branch` is a branch of its own.
    private void DeclareBranches(PipelineSymbol pipeline, ParallelSyntax parallel, IReadOnlyList<SyntaxNode> blocks, Dictionary<string, string> taken)
    {
        foreach (var statement in parallel.Body.Statements)
        {
            var alone = statement is BranchSyntax branch ? branch.Body : new BlockSyntax([statement], statement.Span);
            Declare(pipeline, alone, [.. blocks, statement], taken);
        }
    }

    private bool IsFree(PipelineSymbol pipeline, NameSyntax name, string what, Dictionary<string, string> taken)
    {
        if (name.IsMissing || taken.TryAdd(name.Text, what))
        {
            return !name.IsMissing;
        }

        problems.Add(NameProblems.DuplicateName(pipeline.File.At(name), name.Text, taken[name.Text]));
        return false;
    }

    private void Declare(PipelineSymbol pipeline, StepSyntax syntax, IReadOnlyList<SyntaxNode> blocks)
    {
        var (file, callee) = (pipeline.File, syntax.Callee.Text);
        var (activity, script) = symbols.FindActivity(file, callee);
        var called = activity is null ? symbols.Find<PipelineSymbol>(file, callee) : null;
        if (activity is null && called is null && !syntax.Callee.IsMissing)
        {
            var pipelines = symbols.Known<PipelineSymbol>(file, callee);
            var scripts = symbols.Known<ScriptSymbol>(file, callee);
            var known = pipelines with
            {
                Names = [.. symbols.Catalog.Activities.Select(signature => signature.Name), .. scripts.Names, .. pipelines.Names],
                DeclaredIn = pipelines.DeclaredIn ?? scripts.DeclaredIn,
            };
            problems.Add(NameProblems.UnknownActivity(file.At(syntax.Callee), callee, known));
        }

        var step = new StepSymbol(pipeline, syntax, activity, (Symbol?)script ?? called, blocks);
        pipeline.Steps.Add(step.Name, step);
        symbols.Facts.Declare(step.Symbol);
        if (((Symbol?)script ?? called) is { } declared)
        {
            symbols.Facts.Refer(SymbolFacts.Named(declared), file.At(syntax.Callee));
        }
        else if (activity is not null)
        {
            symbols.Facts.Refer(SymbolFacts.Activity(activity), file.At(syntax.Callee));
        }
    }
}
