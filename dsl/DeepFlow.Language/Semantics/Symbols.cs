using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Semantics.Types;
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

    public abstract SymbolKind SymbolKind { get; }

    /// <summary>What it takes and gives, for people; null where that says nothing.</summary>
    public virtual string? Signature => null;
}

internal sealed class DatasetSymbol(ProgramFile file, DatasetSyntax syntax) : Symbol(file, syntax)
{
    public override string Kind => "data set";

    public override SymbolKind SymbolKind => SymbolKind.Dataset;

    public DatasetSyntax Declaration => (DatasetSyntax)Syntax;

    /// <summary>Set once the declaration is bound, before any model or pipeline is.</summary>
    public DatasetDefinition Definition { get; set; } = new(syntax.Name.Text, new TextItem());

    public IReadOnlyDictionary<string, DslType> Fields { get; set; } = new Dictionary<string, DslType>();
}

internal sealed class ModelSymbol(ProgramFile file, ModelSyntax syntax) : Symbol(file, syntax)
{
    public override string Kind => "model";

    public override SymbolKind SymbolKind => SymbolKind.Model;

    public override string Signature => Signatures.Of(Name, Parameters, []);

    public ModelSyntax Declaration => (ModelSyntax)Syntax;

    public IReadOnlyList<Parameter> Parameters { get; set; } = [];

    /// <summary>Set once the declaration is bound, before any pipeline is.</summary>
    public ModelDefinition Definition { get; set; } = new(syntax.Name.Text, new TextItem());

    /// <summary>With the default hyperparameters; null where the layers do not fit or the input has no fixed shape.</summary>
    public Shape? Output { get; set; }
}

/// <param name="origin">The tree as which the declaration was first read: where that is the same, nothing in it has changed.</param>
internal sealed class PipelineSymbol(ProgramFile file, PipelineSyntax syntax, DeclarationSyntax origin) : Symbol(file, syntax)
{
    public DeclarationSyntax Origin { get; } = origin;

    public override string Kind => "pipeline";

    public override SymbolKind SymbolKind => SymbolKind.Pipeline;

    public override string Signature => Signatures.Of(Name, Parameters, Results);

    public PipelineSyntax Declaration => (PipelineSyntax)Syntax;

    public IReadOnlyList<Parameter> Parameters { get; set; } = [];

    public IReadOnlyList<ResultDefinition> Results { get; set; } = [];

    /// <summary>Every step with a name, those in blocks too, in the order written.</summary>
    public Dictionary<string, StepSymbol> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>Every variable, those in blocks too, in the order written.</summary>
    public Dictionary<string, VariableSymbol> Variables { get; } = new(StringComparer.Ordinal);
}

/// <summary>What a person fills in.</summary>
internal sealed class FormSymbol(ProgramFile file, FormSyntax syntax) : Symbol(file, syntax)
{
    public override string Kind => "form";

    public override SymbolKind SymbolKind => SymbolKind.Form;

    public FormSyntax Declaration => (FormSyntax)Syntax;

    /// <summary>Set once the declaration is bound, before any pipeline is.</summary>
    public FormDefinition Definition { get; set; } = new(syntax.Name.Text, []);

    public IReadOnlyDictionary<string, DslType> Fields { get; set; } = new Dictionary<string, DslType>();
}

/// <summary>An activity that the program declares: a script.</summary>
internal sealed class ScriptSymbol(ProgramFile file, ActivitySyntax syntax) : Symbol(file, syntax)
{
    public override string Kind => "activity";

    public override SymbolKind SymbolKind => SymbolKind.Script;

    public override string Signature => Signatures.Of(Name, Parameters, Definition.Outputs);

    public ActivitySyntax Declaration => (ActivitySyntax)Syntax;

    public IReadOnlyList<Parameter> Parameters { get; set; } = [];

    /// <summary>Set once the declaration is bound, before any pipeline is.</summary>
    public ScriptDefinition Definition { get; set; } = new(syntax.Name.Text, "", null);

    /// <summary>The script as a step sees it, like any activity of the catalog.</summary>
    public ActivitySignature AsActivity { get; set; } =
        new(syntax.Name.Text, 1, ActivityKind.Job, Stage.General, Roles.Everyone, syntax.Doc ?? "");
}

/// <summary>A parameter of a pipeline, a model or a script.</summary>
internal sealed record Parameter(ParameterSyntax Syntax, DslType Type, ParameterDefinition Definition, SymbolInfo Symbol)
{
    public string Name => Definition.Name;

    public bool Required => Definition.Default is null && Type is not OptionalType;
}

/// <summary>A step of a pipeline; where activity and callee are null its callee is unknown.</summary>
/// <param name="blocks">The branches and bodies of <c>for</c> around it, the outermost first; an edge may leave but not enter them.</param>
internal sealed class StepSymbol(PipelineSymbol owner, StepSyntax syntax, ActivitySignature? activity, Symbol? callee, IReadOnlyList<SyntaxNode> blocks)
{
    public PipelineSymbol Owner { get; } = owner;

    public StepSyntax Syntax { get; } = syntax;

    public IReadOnlyList<SyntaxNode> Blocks { get; } = blocks;

    public string Name => Syntax.Name.Text;

    /// <summary>The catalog's, or the script's.</summary>
    public ActivitySignature? Activity { get; } = activity;

    public PipelineSymbol? Callee { get; } = callee as PipelineSymbol;

    public ScriptSymbol? Script { get; } = callee as ScriptSymbol;

    public bool IsKnown => Activity is not null || Callee is not null;

    public bool IsTask => Activity?.Kind == ActivityKind.Task;

    /// <summary>A person, a time or an event ends it, so a loop through it does not spin.</summary>
    public bool Waits => Activity?.Kind is ActivityKind.Task or ActivityKind.Wait;

    /// <summary>The outcomes in order, those that the program declares last; set while the flow is built.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; set; } = [];

    /// <summary>The outputs' types; set when the step's arguments are bound, since a type may follow from them.</summary>
    public IReadOnlyDictionary<string, DslType>? Outputs { get; set; }

    /// <summary>The model whose hyperparameters the step tunes; set with the outputs.</summary>
    public ModelSymbol? Tuned { get; set; }

    /// <summary>Some expression names an output of it.</summary>
    public bool IsRead { get; set; }

    /// <summary>The form whose fields are outputs too; set with the outputs.</summary>
    public FormSymbol? Form { get; set; }

    /// <summary>The step as the facts call it.</summary>
    public SymbolInfo Symbol => SymbolFacts.Inside(Owner.File, SymbolKind.Step, Owner.Name, Syntax.Name, Syntax, Syntax.Callee.Text, Syntax.Doc);

    /// <summary>An output as the facts call it: what the callee declares.</summary>
    public SymbolInfo OutputSymbol(string output) =>
        Callee is not null ? new SymbolInfo(SymbolKind.Result, output, Callee.Name)
        : Script is not null ? new SymbolInfo(SymbolKind.Result, output, Script.Name)
        : Form?.Fields.ContainsKey(output) == true ? new SymbolInfo(SymbolKind.FormField, output, Form.Name)
        : new SymbolInfo(SymbolKind.Output, output, Activity?.Name ?? Syntax.Callee.Text)
        {
            Type = Activity?.Outputs.FirstOrDefault(known => known.Name == output)?.Type,
            Documentation = Activity?.Outputs.FirstOrDefault(known => known.Name == output)?.Summary,
        };
}

/// <summary>A variable of a pipeline, or of the body of a <c>for</c>.</summary>
internal sealed class VariableSymbol(PipelineSymbol owner, VarSyntax syntax, ForSyntax? loop)
{
    public PipelineSymbol Owner { get; } = owner;

    public VarSyntax Syntax { get; } = syntax;

    /// <summary>The innermost <c>for</c> around it, in whose children it lives; null: it lives in the pipeline.</summary>
    public ForSyntax? Loop { get; } = loop;

    public string Name => Syntax.Name.Text;

    /// <summary>Set before the statements of its block are bound.</summary>
    public DslType Type { get; set; } = DslType.Any;

    public bool IsRead { get; set; }

    public SymbolInfo Symbol => SymbolFacts.Inside(Owner.File, SymbolKind.Variable, Owner.Name, Syntax.Name, Syntax, Type.ToString());
}

/// <param name="Continues">Without an edge of its own it goes on to the next statement.</param>
internal sealed record Outcome(string Name, bool Continues, string? Label = null);
