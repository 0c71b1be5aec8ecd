using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Editing;
using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;

namespace DeepFlow.Language.Tests.Editing;

/// <summary>A program's texts, drawn, edited and compiled.</summary>
internal sealed record Drawing(IReadOnlyDictionary<string, string> Files, string Path, string Pipeline)
{
    public static Drawing Of(string text, string pipeline = "p") => new(new Dictionary<string, string> { ["a.dlflow"] = text }, "a.dlflow", pipeline);

    public static Drawing Fashion(string path, string pipeline) => new(
        Corpus.Shipped.ToDictionary(file => System.IO.Path.GetFileName(file), Corpus.Read), path, pipeline);

    public string Text => Files[Path];

    public Picture Picture => Pictures.Draw(Sources, Path, TestCatalog.Value).Single(picture => picture.Pipeline == Pipeline);

    public IEnumerable<string> Errors => Compiler.Compile(Sources, Files.Keys, TestCatalog.Value).Diagnostics
        .Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.ToString());

    private SourceFiles Sources => new("/nowhere") { Unsaved = Files };

    public EditResult Edit(PipelineEdit edit) => new PipelineEditor(Sources, [.. Files.Keys], TestCatalog.Value).Apply(Path, Pipeline, edit);

    public Drawing With(EditResult result) => this with
    {
        Files = Files.ToDictionary(file => file.Key, file => result.Changes.FirstOrDefault(change => change.Path == file.Key)?.After ?? file.Value),
    };
}
