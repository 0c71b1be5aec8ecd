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
    public static IReadOnlyList<Picture> Draw(SourceFiles files, string path, ActivityCatalog catalog)
    {
        var program = new ProgramLoader(files, new DiagnosticBag()).Load([path]);
        var pipelines = program.Files.SelectMany(file => file.Document.Declarations).OfType<PipelineSyntax>()
            .Select(pipeline => pipeline.Name.Text).ToHashSet(StringComparer.Ordinal);
        return program.Files.FirstOrDefault(file => file.Path == files.Locate(path)) is { } wanted
            ? Draw(wanted.Document, catalog, pipelines)
            : [];
    }

    internal static IReadOnlyList<Picture> Draw(DocumentSyntax document, ActivityCatalog catalog, IReadOnlySet<string> pipelines) =>
        [.. document.Declarations.OfType<PipelineSyntax>().Select(pipeline => new PictureBuilder(document.Source, pipeline, catalog, pipelines).Build())];
}
