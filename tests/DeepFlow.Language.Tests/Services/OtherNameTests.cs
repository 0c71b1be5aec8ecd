using DeepFlow.Language.Editing;
using DeepFlow.Language.Services;
using DeepFlow.Language.Services.Navigation;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;

namespace DeepFlow.Language.Tests.Services;

/// <summary>Other names for what is declared: asked for, or as the mend of a name that hides a value.</summary>
public sealed class OtherNameTests : IDisposable
{
    private const string Parts = """
        pipeline packed(version: model, onnx: string = "none", onnx_1: int = 1) {
            step first = package_model(model: version, format: onnx)
            step second = approval(title: "${onnx} ${onnx_1}?", show: [onnx, first.package]) {
                by data_scientist, "ada"
                due 2d, then "ada's board"
                on reject -> first, max 2
            }
            step third = approval(title: "And you?") {
                approvals 1, not by second
            }
        }

        """;

    private const string Whole = """
        use "parts.dlflow"

        pipeline whole(version: model) {
            step inner = packed(version: version, onnx: "a text", onnx_1: 2)
            step last = approval(title: "Done?") {
                on reject -> inner.second, max 2
            }
        }

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepflow-names-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ParameterThatHidesAValue_Renamed_LeavesTheValueAndChangesCallers()
    {
        var snapshot = Open();
        var place = Parts.IndexOf("onnx)", StringComparison.Ordinal);

        var action = snapshot.Actions("parts.dlflow", new TextSpan(place, 0)).Single();

        action.Title.Should().Be("Rename the `onnx` of this pipeline to `onnx_2`");
        var mended = Applied(snapshot, action.Edits);
        mended.Source("parts.dlflow")!.Content.Should().Contain("onnx_2: string").And.Contain("format: onnx)").And.Contain("${onnx_2} ${onnx_1}?").And.Contain("show: [onnx_2,");
        mended.Source("whole.dlflow")!.Content.Should().Contain("onnx_2: \"a text\", onnx_1: 2");
        mended.Diagnostics("whole.dlflow").Should().NotContain(finding => finding.Code == "DF2015");
    }

    [Fact]
    public void StepThatOthersNameInSettings_Renamed_ChangesThemAll()
    {
        var snapshot = Open();

        var renamed = snapshot.Rename("parts.dlflow", Parts.IndexOf("second =", StringComparison.Ordinal), "judgement");

        var texts = Applied(snapshot, renamed.Edits);
        texts.Source("parts.dlflow")!.Content.Should().Contain("step judgement =").And.Contain("not by judgement").And.NotContain("second");
        texts.Source("whole.dlflow")!.Content.Should().Contain("inner.judgement");
    }

    [Theory]
    [InlineData("ada\"")]
    [InlineData("ada's board")]
    [InlineData("data_scientist")]
    public void PersonGroupOrRole_IsNothingThatAProgramRenames(string at)
    {
        var offset = Parts.IndexOf(at, StringComparison.Ordinal) + 1;

        Open().Rename("parts.dlflow", offset, "bob").Refusal.Should().Contain("is not declared in this project");
        Open().RenameSpan("parts.dlflow", offset).Should().BeNull();
    }

    private LanguageSnapshot Open()
    {
        var workspace = new LanguageWorkspace(_folder.FullName, TestCatalog.Value);
        workspace.Change("parts.dlflow", Parts);
        return workspace.Change("whole.dlflow", Whole);
    }

    private static LanguageSnapshot Applied(LanguageSnapshot snapshot, IEnumerable<FileEdit> edits)
    {
        var texts = snapshot.AllPaths.ToDictionary(path => path, path => snapshot.Source(path)!.Content);
        foreach (var file in edits.GroupBy(edit => edit.Place.Source.Path))
        {
            texts[file.Key] = TextEdits.Apply(texts[file.Key], [.. file.OrderBy(edit => edit.Place.Span.Start).Select(edit => new TextEdit(edit.Place.Span, edit.Replacement))]);
        }

        return snapshot.Holding(texts);
    }
}
