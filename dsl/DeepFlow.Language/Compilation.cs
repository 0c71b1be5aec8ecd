using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Pipelines;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Language;

/// <summary>What compiling gave: every finding by file and place, the bundle where nothing is an error, and the files that were read.</summary>
public sealed record Compilation(IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<DocumentSyntax> Files)
{
    private readonly Lazy<Bundle?> _bundle = new(() => null);
    private readonly Lazy<SemanticModel> _model = new(SemanticModel.Empty);

    /// <summary>Whether nothing is an error, so that there is a bundle.</summary>
    public bool Succeeded { get; internal init; }

    /// <summary>All pipelines of the program; a run chooses its root among them. Null where there is an error. Written when first asked for.</summary>
    public Bundle? Bundle => _bundle.Value;

    /// <summary>What names mean, where they are named, types and shapes; there whether or not the program has errors. Put in order when first asked for.</summary>
    public SemanticModel Model => _model.Value;

    /// <summary>What the next text of the program need not find again.</summary>
    internal BoundProgram? Bound { get; init; }

    internal Func<Bundle?> ToBundle
    {
        init => _bundle = new Lazy<Bundle?>(value);
    }

    internal Func<SemanticModel> ToModel
    {
        init => _model = new Lazy<SemanticModel>(value);
    }
}
