using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Scopes;

/// <summary>What a step may call, seen from outside: an activity of the catalog, one that a file declares, or a pipeline.</summary>
internal sealed record Callee(string Name, IReadOnlyList<CalleeInput> Inputs, IReadOnlyList<CalleeOutput> Outputs)
{
    private static readonly IReadOnlyList<OutcomeSignature> OfJobs = [new("done", true), new("failed", false), new("timeout", false)];

    /// <summary>Null for what a file declares.</summary>
    public ActivitySignature? Activity { get; init; }

    /// <summary>Null for an activity of the catalog.</summary>
    public VisibleDeclaration? Declaration { get; init; }

    public bool IsPipeline => Declaration?.Syntax is PipelineSyntax;

    public bool IsTask => Activity?.Kind == ActivityKind.Task;

    public string? Summary => Activity?.Summary ?? (Declaration?.Syntax as PipelineSyntax)?.Doc ?? (Declaration?.Syntax as ActivitySyntax)?.Doc;

    public IReadOnlyList<OutcomeSignature> Outcomes => Activity is { } activity ? activity.Outcomes : OfJobs;

    public static Callee Of(ActivitySignature activity) => new(
        activity.Name,
        [.. activity.Inputs.Select(CalleeInput.Of)],
        [.. activity.Outputs.Select(output => new CalleeOutput(output.Name, TypeText.Parse(output.Type), output.Summary))])
    {
        Activity = activity,
    };

    public static Callee? Of(VisibleDeclaration declaration) => declaration.Syntax switch
    {
        PipelineSyntax pipeline => Of(declaration, pipeline.Parameters, pipeline.Results),
        ActivitySyntax activity => Of(declaration, activity.Parameters, activity.Results),
        _ => null,
    };

    private static Callee Of(VisibleDeclaration declaration, IReadOnlyList<ParameterSyntax> parameters, IReadOnlyList<ResultSyntax> results) => new(
        declaration.Name,
        [.. parameters.Where(parameter => !parameter.Name.IsMissing).Select(parameter => CalleeInput.Of(declaration.File, parameter))],
        [.. results.Where(result => !result.Name.IsMissing).Select(result => new CalleeOutput(result.Name.Text, TypeReading.Of(result.Type), null))])
    {
        Declaration = declaration,
    };
}

/// <param name="Default">As text; null where there is none.</param>
internal sealed record CalleeInput(string Name, DslType Type, bool Required, string? Summary = null, string? Default = null)
{
    public static CalleeInput Of(InputSignature input) =>
        new(input.Name, TypeText.Parse(input.Type), input.Required, input.Summary, input.Default?.ToText());

    public static CalleeInput Of(LanguageFile file, ParameterSyntax parameter)
    {
        var type = TypeReading.Of(parameter.Type);
        var required = parameter.Default is null && type is not OptionalType;
        return new CalleeInput(parameter.Name.Text, type, required, null, parameter.Default is { } value ? file.Source.Slice(value.Span) : null);
    }
}

internal sealed record CalleeOutput(string Name, DslType Type, string? Summary);
