using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Expressions;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Language.Semantics.Declarations;

/// <summary>Parameters of pipelines and models: names once, types known, defaults that are constant and of that type.</summary>
internal sealed class ParameterBinder(SymbolTable symbols, TypeBinder types, DiagnosticBag problems)
{
    /// <param name="owner">The declaration that takes them.</param>
    public IReadOnlyList<Parameter> Bind(Symbol owner, IReadOnlyList<ParameterSyntax> syntax)
    {
        var file = owner.File;
        var kind = owner is ModelSymbol ? SymbolKind.Hyperparameter : SymbolKind.Parameter;
        var parameters = new List<Parameter>();
        foreach (var parameter in syntax.Where(parameter => !parameter.Name.IsMissing))
        {
            if (parameters.Any(other => other.Name == parameter.Name.Text))
            {
                problems.Add(NameProblems.DuplicateName(file.At(parameter.Name), parameter.Name.Text, "a parameter"));
                continue;
            }

            var type = types.Bind(file, parameter.Type);
            var context = new ExpressionContext(file, symbols, problems, NameScope.Empty, "a default value");
            Expression? fallback = parameter.Default is null ? null : new ExpressionBinder(context).Bind(parameter.Default, type).Value;
            var symbol = SymbolFacts.Inside(file, kind, owner.Name, parameter.Name, parameter, type.ToString());
            symbols.Facts.Declare(symbol);
            parameters.Add(new Parameter(parameter, type, new ParameterDefinition(parameter.Name.Text, type.ToString(), fallback), symbol));
        }

        return parameters;
    }
}
