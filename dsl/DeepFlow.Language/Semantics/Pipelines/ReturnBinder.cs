using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>Binds the ends of a pipeline against the results that it declares.</summary>
internal sealed class ReturnBinder(PipelineSymbol pipeline, ExpressionBinder binder, DiagnosticBag problems)
{
    public ReturnNode Stop(string id, StopSyntax stop)
    {
        if (pipeline.Results.Count > 0)
        {
            problems.Add(FlowProblems.StopWithResults(pipeline.File.At(stop), pipeline.Name));
        }

        return new ReturnNode(id, []);
    }

    public IEnumerable<Field> Bind(ReturnSyntax end)
    {
        var file = pipeline.File;
        var given = new Dictionary<string, ArgumentSyntax>(StringComparer.Ordinal);
        foreach (var item in end.Results.Where(item => item.Name is { IsMissing: false }))
        {
            if (pipeline.Results.All(result => result.Name != item.Name!.Text))
            {
                var known = pipeline.Results.Select(result => result.Name).ToList();
                problems.Add(NameProblems.UnknownResult(file.At(item.Name!), item.Name!.Text, pipeline.Name, known));
                binder.BindLoosely(item.Value, DslType.Any);
                continue;
            }

            binder.Refer(new SymbolInfo(SymbolKind.Result, item.Name!.Text, pipeline.Name), item.Name);
            if (!given.TryAdd(item.Name.Text, item))
            {
                problems.Add(NameProblems.DuplicateName(file.At(item.Name), item.Name.Text, "a result of this `return`"));
            }
        }

        foreach (var result in pipeline.Results)
        {
            var type = TypeText.Parse(result.Type);
            if (given.TryGetValue(result.Name, out var item))
            {
                var value = binder.Bind(item.Value, type).Value;
                if (pipeline.Steps.ContainsKey(result.Name) && !ComesFrom(value, result.Name))
                {
                    problems.Add(Advice.ResultNamedLikeStep(file.At(item.Name!), result.Name));
                }

                yield return new Field(result.Name, value);
            }
            else if (type is not OptionalType)
            {
                problems.Add(FlowProblems.ResultMissing(file.At(end), result.Name));
            }
        }
    }

    // `evaluation: evaluation.metrics` misleads nobody.
    private static bool ComesFrom(Expression value, string step) => value switch
    {
        Member { Target: Name name } => name.Identifier == step,
        Member member => ComesFrom(member.Target, step),
        Binary { Operator: BinaryOperator.Coalesce } either => ComesFrom(either.Left, step) || ComesFrom(either.Right, step),
        _ => false,
    };
}
