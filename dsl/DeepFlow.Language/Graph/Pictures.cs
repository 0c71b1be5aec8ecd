using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Graph;

/// <summary>Draws pipelines. A half-typed file is drawn as far as it can be read, so that a picture stays beside the text while one types.</summary>
public static class Pictures
{
    /// <summary>Every pipeline of a file, in the order written.</summary>
    /// <param name="path">Below the project's folder, or a full path into it.</param>
    public static IReadOnlyList<Picture> Draw(SourceFiles files, string path, ActivityCatalog catalog) =>
        [.. DrawAll(files, path, catalog).Select(drawn => drawn.Picture)];

    /// <summary>As <see cref="Draw"/>, with the text of each node.</summary>
    internal static IReadOnlyList<DrawnPipeline> DrawAll(SourceFiles files, string path, ActivityCatalog catalog)
    {
        var program = new ProgramLoader(files, new DiagnosticBag()).Load([path]);
        var pipelines = program.Files.SelectMany(file => file.Document.Declarations).OfType<PipelineSyntax>()
            .Select(pipeline => pipeline.Name.Text).ToHashSet(StringComparer.Ordinal);
        return program.Files.FirstOrDefault(file => file.Path == files.Locate(path)) is { } wanted
            ? [.. wanted.Document.Declarations.OfType<PipelineSyntax>().Select(pipeline => Draw(wanted.Document.Source, pipeline, catalog, pipelines))]
            : [];
    }

    private static DrawnPipeline Draw(SourceText source, PipelineSyntax pipeline, ActivityCatalog catalog, IReadOnlySet<string> pipelines)
    {
        var builder = new PictureBuilder(source, pipeline, catalog, pipelines);
        return new DrawnPipeline(pipeline, builder.Build(), builder.Statements);
    }
}
