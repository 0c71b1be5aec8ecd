using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Graph;
using DeepFlow.Language.Services;
using DeepFlow.Language.Services.Drawing;
using DeepFlow.Language.Sources;

namespace DeepFlow.Server.Api.Sources;

/// <summary>A file as the designer shows it beside its text.</summary>
/// <param name="Reads">Whether the whole text could be read; where not, what could be read is drawn all the same.</param>
/// <param name="Broken">The pipelines in which something could not be read.</param>
/// <param name="Callables">Every pipeline of the project.</param>
/// <param name="Declarations">What else the file can name: models, data sets, forms, activities of its own.</param>
internal sealed record DrawingView(
    string Path, bool Reads, IReadOnlyList<string> Broken, IReadOnlyList<Picture> Pictures, IReadOnlyList<PipelineView> Pipelines,
    IReadOnlyList<FindingView> Diagnostics, IReadOnlyList<CallableView> Callables, IReadOnlyList<VisibleThing> Declarations)
{
    public static DrawingView Of(LanguageSnapshot project, string path)
    {
        var drawn = project.Draw(path);
        List<(string, TextSpan)> pipelines = [.. drawn.Pipelines.Select(pipeline => (pipeline.Signature.Name, pipeline.Extent))];
        return new(
            path, drawn.Reads, drawn.Broken, drawn.Pictures, [.. drawn.Pipelines.Select(PipelineView.Of)],
            [.. project.Diagnostics(path).Select(found => FindingView.Of(found, path, drawn.Pictures, pipelines))],
            [.. drawn.Callables.Select(CallableView.Of)], drawn.Declarations);
    }
}

/// <summary>What a pipeline's text says beyond its picture.</summary>
/// <param name="ParametersText">As written, with the brackets.</param>
/// <param name="ResultsText">As written, with the brackets; left out where there are none.</param>
/// <param name="Roles">Who does an activity's steps unless a step says otherwise.</param>
/// <param name="RolesText">That as written; left out where nothing is.</param>
/// <param name="RunsText">How many runs at once, as written; left out where nothing is.</param>
internal sealed record PipelineView(
    string Name, string? Documentation, TextSpan Extent, TextSpan NameExtent, IReadOnlyList<InputView> Parameters, IReadOnlyList<OutputView> Results,
    string ParametersText, string? ResultsText, IReadOnlyDictionary<string, string> Roles, string? RolesText, string? RunsText, IReadOnlyList<TriggerDetails> Triggers, IReadOnlyList<NodeDetails> Nodes)
{
    public static PipelineView Of(PipelineDetails pipeline) => new(
        pipeline.Signature.Name, pipeline.Signature.Documentation, pipeline.Extent, pipeline.NameExtent,
        [.. pipeline.Signature.Parameters.Select(InputView.Of)], [.. pipeline.Signature.Results.Select(OutputView.Of)],
        pipeline.ParametersText, pipeline.ResultsText, pipeline.Roles, pipeline.RolesText, pipeline.RunsText, pipeline.Triggers, pipeline.Nodes);
}

/// <summary>A pipeline that a step may call.</summary>
/// <param name="Path">The file that declares it.</param>
/// <param name="Visible">Whether the drawn file sees it; where not, adding a step that calls it adds the <c>use</c>.</param>
internal sealed record CallableView(string Name, string Path, string? Documentation, IReadOnlyList<InputView> Parameters, IReadOnlyList<OutputView> Results, bool Visible)
{
    public static CallableView Of(PipelineSignature pipeline) => new(
        pipeline.Name, pipeline.Path, pipeline.Documentation, [.. pipeline.Parameters.Select(InputView.Of)], [.. pipeline.Results.Select(OutputView.Of)], pipeline.Visible);
}
