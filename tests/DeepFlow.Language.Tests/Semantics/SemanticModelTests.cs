using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Examples;

namespace DeepFlow.Language.Tests.Semantics;

public class SemanticModelTests
{
    private static readonly Compilation Examples =
        Compiler.Compile(new SourceFiles(ExampleProgramsTests.Folder), ExampleProgramsTests.Files, ExampleProgramsTests.Catalog);

    [Fact]
    public void Name_OfAStep_IsFoundWithItsDeclarationAndAllPlacesThatNameIt()
    {
        var found = At("fashion.dlflow", "tuning.best.hidden, drop")!;

        found.Symbol.Kind.Should().Be(SymbolKind.Step);
        found.IsDeclaration.Should().BeFalse();
        Examples.Model.ReferencesTo(found.Symbol).Select(reference => reference.Place.Start.Line).Should().Equal(30, 41, 41, 43, 55);
        found.Symbol.Declaration!.Value.Start.Line.Should().Be(30);
    }

    [Fact]
    public void Result_OfAPipeline_IsOneSymbolInAllFiles()
    {
        var result = Examples.Model.Find(SymbolKind.Result, "version", "news_model")!;

        Examples.Model.ReferencesTo(result).Select(reference => reference.Place.Source.Path).Distinct()
            .Should().Equal("lifecycle.dlflow", "model.dlflow");
        result.Type.Should().Be("model");
    }

    [Fact]
    public void Target_InsideACalledPipeline_NamesTheStepOfThatPipeline() =>
        At("lifecycle.dlflow", "collection, max")!.Symbol.Should().Be(new SymbolInfo(SymbolKind.Step, "collection", "news_data"));

    [Fact]
    public void Activity_ThatIsNamed_HasItsSignature() =>
        At("fashion.dlflow", "split_data(")!.Symbol.Type.Should().Be(
            "split_data(data: dataset<D>, where: predicate<item>?, first: percent?, seed: int = 0) -> (first: dataset<D>, rest: dataset<D>, report: table)");

    [Fact]
    public void Expression_AtAnOffset_HasItsTypeAndWhatIsExpected()
    {
        var fact = ExpressionAt("fashion.dlflow", "tuning.best.lr");

        fact.Type.ToString().Should().Be("float");
        fact.Expected.ToString().Should().Be("float");
        ExpressionAt("model.dlflow", "repeat.accuracy").Type.ToString().Should().Be("list<percent>", "outputs of a `for` are lists");
    }

    [Fact]
    public void Layers_OfAModel_TellShapesAndParameterCounts()
    {
        var layers = Examples.Model.LayersIn("fashion.dlflow");

        layers.Select(layer => $"{layer.Name} {layer.Output} {layer.ParameterCount}").Should().Equal(
            "flatten [784] 0", "linear [128] 100480", "relu [128] 0", "dropout [128] 0", "linear [10] 1290");
        Examples.Model.LayersIn("model.dlflow").Select(layer => layer.Name).Should().ContainInOrder("residual", "linear", "relu", "head", "dropout");
    }

    [Fact]
    public void Names_AtAPlace_AreThoseThatHaveAMeaningThere()
    {
        var names = Examples.Model.NamesAt("model.dlflow", Offset("model.dlflow", "seed: seed)"));

        names.Select(name => name.Name).Should().Contain(["seed", "split", "rounds", "train", "training"]);
        names.Single(name => name.Name == "seed").Type.Should().Be("int");
        names.Single(name => name.Name == "tuning").Outputs.Should().Contain(output => output.Key == "trials" && output.Value == "table?");
        names.Single(name => name.Name == "decision").HasRun.Should().BeFalse();
    }

    [Fact]
    public void HalfTypedValue_KnowsWhatIsExpectedThere()
    {
        const string text = "pipeline p() {\n    step t = find_model(name: \"x\", stage: )\n}\n";
        var files = new SourceFiles(Path.GetTempPath()) { Unsaved = new Dictionary<string, string> { ["p.dlflow"] = text } };
        var model = Compiler.Compile(files, ["p.dlflow"], ExampleProgramsTests.Catalog).Model;

        model.ExpressionAt("p.dlflow", text.IndexOf("stage: ", StringComparison.Ordinal) + 7)!.Expected.ToString().Should().Be("{development, production}");
    }

    [Fact]
    public void References_InTheOrderWritten_DoNotOverlap()
    {
        foreach (var file in ExampleProgramsTests.Files)
        {
            var spans = Examples.Model.ReferencesIn(file).Select(reference => reference.Place.Span).ToList();
            spans.Zip(spans.Skip(1)).Should().OnlyContain(pair => pair.First.End <= pair.Second.Start);
        }
    }

    private static SymbolReference? At(string file, string text) => Examples.Model.ReferenceAt(file, Offset(file, text));

    private static ExpressionFact ExpressionAt(string file, string text) => Examples.Model.ExpressionAt(file, Offset(file, text) + text.Length)!;

    private static int Offset(string file, string text) =>
        Examples.Files.Single(document => document.Source.Path == file).Source.Content.IndexOf(text, StringComparison.Ordinal);
}
