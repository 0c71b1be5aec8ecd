using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language;

/// <summary>What compiling gave: every finding by file and place, the bundle where nothing is an error, and the files that were read.</summary>
/// <param name="Bundle">All pipelines of the program; a run chooses its root among them. Null where there is an error.</param>
public sealed record Compilation(IReadOnlyList<Diagnostic> Diagnostics, Bundle? Bundle, IReadOnlyList<DocumentSyntax> Files)
{
    public bool Succeeded => Bundle is not null;

    private readonly Lazy<SemanticModel> _model = new(SemanticModel.Empty);

    /// <summary>What names mean, where they are named, types and shapes; there whether or not the program has errors. Put in order when first asked for.</summary>
    public SemanticModel Model => _model.Value;

    internal Func<SemanticModel> ToModel
    {
        init => _model = new Lazy<SemanticModel>(value);
    }
}
