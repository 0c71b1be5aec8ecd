using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>The named results of a pipeline or a script.</summary>
internal sealed class ResultBinder(SymbolTable symbols, TypeBinder types, DiagnosticBag problems)
{
    public IReadOnlyList<ResultDefinition> Bind(Symbol owner, IReadOnlyList<ResultSyntax> syntax)
    {
        var results = new List<ResultDefinition>();
        foreach (var result in syntax.Where(result => !result.Name.IsMissing))
        {
            if (results.Any(other => other.Name == result.Name.Text))
            {
                problems.Add(NameProblems.DuplicateName(owner.File.At(result.Name), result.Name.Text, "a result"));
                continue;
            }

            var type = types.Bind(owner.File, result.Type).ToString();
            symbols.Facts.Declare(SymbolFacts.Inside(owner.File, SymbolKind.Result, owner.Name, result.Name, result, type));
            results.Add(new ResultDefinition(result.Name.Text, type));
        }

        return results;
    }
}
