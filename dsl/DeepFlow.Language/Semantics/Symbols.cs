using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Semantics;

/// <summary>A declaration that programs may name.</summary>
internal abstract class Symbol(ProgramFile file, DeclarationSyntax syntax)
{
    public ProgramFile File { get; } = file;

    public DeclarationSyntax Syntax { get; } = syntax;

    public string Name => Syntax.Name.Text;

    /// <summary>"data set", "model" or "pipeline", for messages.</summary>
    public abstract string Kind { get; }
}

internal sealed class DatasetSymbol(ProgramFile file, DatasetSyntax syntax) : Symbol(file, syntax)
{
    public override string Kind => "data set";

    public DatasetSyntax Declaration => (DatasetSyntax)Syntax;

    /// <summary>Set once the declaration is bound, before any model or pipeline is.</summary>
    public DatasetDefinition Definition { get; set; } = new(syntax.Name.Text, new TextItem());

    public IReadOnlyDictionary<string, DslType> Fields { get; set; } = new Dictionary<string, DslType>();
}

internal sealed class ModelSymbol(ProgramFile file, ModelSyntax syntax) : Symbol(file, syntax)
{
    public override string Kind => "model";

    public ModelSyntax Declaration => (ModelSyntax)Syntax;

    public IReadOnlyList<Parameter> Parameters { get; set; } = [];

    /// <summary>Set once the declaration is bound, before any pipeline is.</summary>
    public ModelDefinition Definition { get; set; } = new(syntax.Name.Text, new TextItem());

    /// <summary>With the default hyperparameters; null where the layers do not fit or the input has no fixed shape.</summary>
    public Shape? Output { get; set; }
}

internal sealed class PipelineSymbol(ProgramFile file, PipelineSyntax syntax) : Symbol(file, syntax)
{
    public override string Kind => "pipeline";

    public PipelineSyntax Declaration => (PipelineSyntax)Syntax;

    public IReadOnlyList<Parameter> Parameters { get; set; } = [];

    public IReadOnlyList<ResultDefinition> Results { get; set; } = [];

    /// <summary>Every step with a name, in the order written.</summary>
    public Dictionary<string, StepSymbol> Steps { get; } = new(StringComparer.Ordinal);
}

/// <summary>A parameter of a pipeline or a model.</summary>
internal sealed record Parameter(ParameterSyntax Syntax, DslType Type, ParameterDefinition Definition)
{
    public string Name => Definition.Name;

    public bool Required => Definition.Default is null && Type is not OptionalType;
}

/// <summary>A step of a pipeline; exactly one of activity and callee is set, or neither where the name is unknown.</summary>
internal sealed class StepSymbol(StepSyntax syntax, ActivitySignature? activity, PipelineSymbol? callee)
{
    public StepSyntax Syntax { get; } = syntax;

    public string Name => Syntax.Name.Text;

    public ActivitySignature? Activity { get; } = activity;

    public PipelineSymbol? Callee { get; } = callee;

    public bool IsKnown => Activity is not null || Callee is not null;

    public bool IsTask => Activity?.Kind == ActivityKind.Task;

    /// <summary>The outcomes in order, those that the program declares last; set while the flow is built.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; set; } = [];

    /// <summary>The outputs' types; set when the step's arguments are bound, since a type may follow from them.</summary>
    public IReadOnlyDictionary<string, DslType>? Outputs { get; set; }
}

/// <param name="Continues">Without an edge of its own it goes on to the next statement.</param>
internal sealed record Outcome(string Name, bool Continues, string? Label = null);
