using DeepFlow.Language.Graph;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Drawing;

/// <summary>A file as the designer shows it.</summary>
/// <param name="Reads">Whether the whole text could be read; where not, what could be read is drawn all the same.</param>
/// <param name="Broken">The pipelines in which something could not be read.</param>
/// <param name="Pipelines">What stands in the text of each picture's pipeline.</param>
/// <param name="Callables">Every pipeline of the project, by name.</param>
/// <param name="Declarations">What else the file can name: models, data sets, forms, activities of its own.</param>
public sealed record DrawnFile(
    bool Reads,
    IReadOnlyList<string> Broken,
    IReadOnlyList<Picture> Pictures,
    IReadOnlyList<PipelineDetails> Pipelines,
    IReadOnlyList<PipelineSignature> Callables,
    IReadOnlyList<VisibleThing> Declarations)
{
    /// <summary>How each pipeline's picture differs in another text of the file.</summary>
    public IReadOnlyList<PictureDifference> DifferencesTo(DrawnFile after) => PictureComparison.Compare(this, after);

    internal static DrawnFile Nothing { get; } = new(true, [], [], [], [], []);

    internal static DrawnFile Of(LanguageSnapshot snapshot, LanguageFile file)
    {
        var problems = file.Parsed?.Problems ?? [];
        var pipelines = file.Document.Declarations.OfType<PipelineSyntax>().ToList();
        var broken = pipelines.Where(pipeline => problems.Any(problem => pipeline.Span.Start <= problem.Place.Span.Start && problem.Place.Span.Start <= pipeline.Span.End));
        var drawn = Graph.Pictures.DrawAll(snapshot.Files, file.Path, snapshot.Catalog);
        return new DrawnFile(
            file.Parsed is not null && problems.Count == 0,
            [.. broken.Select(pipeline => pipeline.Name.Text)],
            [.. drawn.Select(each => each.Picture)],
            [.. drawn.Select(each => DetailsReader.Read(file, each))],
            PipelineSignature.All(snapshot, file),
            VisibleThing.All(snapshot, file));
    }
}
