using CsCheck;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Language.Tests.Catalog;
using DeepFlow.Testing;

namespace DeepFlow.Language.Tests.Parsing;

public class RecoveryTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "pipelines", "fashion", "model.dlflow"));

    private static readonly TextSpan[] TokenSpans =
        [.. Tokens.Read(new SourceText("model.dlflow", Text), new TextSpan(0, Text.Length), new DiagnosticBag()).Items.Select(token => Tokens.SpanOf(token))];

    [Fact]
    public void AnyTokensDeleted_Compiled_NeverThrows() =>
        Gen.Int[0, TokenSpans.Length - 1].Array[1, 6].ForEach(
            deleted => Compile(Without(deleted.Select(i => TokenSpans[i]))).Should().NotBeNull(), times: 300);

    [Fact]
    public void AnyCharactersInserted_Compiled_NeverThrows() =>
        Gen.Select(Gen.Int[0, Text.Length], Gen.String[Gen.Char["(){}[]\"'$\\\n;:,.|<>?=-+*/%@#é\u0000 1a"], 1, 8]).ForEach(
            (at, inserted) => Compile(Text.Insert(at, inserted)).Should().NotBeNull(), times: 300);

    [Fact]
    public void AnyPrefix_AsWhileItIsTyped_NeverThrows() =>
        Gen.Int[0, Text.Length].ForEach(length => Compile(Text[..length]).Should().NotBeNull(), times: 200);

    [Fact]
    public void OneTokenDeleted_OnAverage_LosesLessThanAFifthOfAStep()
    {
        var whole = CountSteps(Text);

        var lost = TokenSpans.Select(span => whole - CountSteps(Without([span]))).Where(steps => steps > 0).Sum();

        ((double)lost / TokenSpans.Length).Should().BeLessThan(0.2);
    }

    [Fact]
    public void ABracketThatIsNotClosed_IsOneMessage_AndTheNextStepIsStillThere()
    {
        var problems = new DiagnosticBag();
        var document = Parse("pipeline p() {\n    step a = f(x: [1, 2\n    step b = g()\n}\npipeline q() { }\n", problems);

        problems.ToSortedList().Select(problem => problem.ToString()).Should().Equal(
            "p.dlflow:2:15: error DF1006: This `(` is not closed: write `)` where it ends.",
            "p.dlflow:2:19: error DF1006: This `[` is not closed: write `]` where it ends.");
        Steps(document).Should().Equal("a", "b");
        document.Declarations.Should().HaveCount(2);
    }

    [Fact]
    public void ABlockThatIsNotClosed_IsMatchedByIndentation()
    {
        var problems = new DiagnosticBag();
        var document = Parse("pipeline p() {\n    step a = f() {\n        cache\n    step b = g()\n}\n", problems);

        problems.ToSortedList().Should().ContainSingle().Which.Code.Should().Be("DF1006");
        Steps(document).Should().Equal("a", "b");
    }

    [Fact]
    public void ABlockThatIsNotOpened_IsOneMessage_AndItsSettingsAreKept()
    {
        var problems = new DiagnosticBag();
        var document = Parse("pipeline p() {\n    step a = f(\n        x: 1\n    )\n        cache\n        timeout 2h\n    }\n    step b = g()\n}\n", problems);

        problems.ToSortedList().Should().ContainSingle().Which.Code.Should().Be("DF1007");
        Steps(document).Should().Equal("a", "b");
        ((PipelineSyntax)document.Declarations[0]).Body.Statements.OfType<StepSyntax>().First().Settings.Should().HaveCount(2);
    }

    [Fact]
    public void AHeadingThatIsBroken_CostsNothingOfTheBody()
    {
        foreach (var head in new[] { "pipeline p(n: int -> (m: model) {", "pipeline p n: int) {", "pipeline (n: int) {", "pipeline p(n: int) (m: model) {", "pipeline p(n int,, {" })
        {
            Steps(Parse(head + "\n    step a = f()\n    step b = g()\n}\n", new DiagnosticBag())).Should().Equal(["a", "b"], head);
        }
    }

    private static string Without(IEnumerable<TextSpan> spans) =>
        spans.Distinct().OrderByDescending(span => span.Start).Aggregate(Text, (text, span) => text.Remove(span.Start, span.Length));

    private static Compilation Compile(string text)
    {
        var files = new SourceFiles(Path.Combine(Repository.Root, "pipelines", "fashion"))
        {
            Unsaved = new Dictionary<string, string> { ["model.dlflow"] = text },
        };
        return Compiler.Compile(files, ["model.dlflow"], TestCatalog.Value);
    }

    private static DocumentSyntax Parse(string text, DiagnosticBag problems)
    {
        var parsed = ParsedFile.Parse(new SourceText("p.dlflow", text));
        problems.AddRange(parsed.Problems);
        return parsed.Document;
    }

    private static int CountSteps(string text) => Steps(Parse(text, new DiagnosticBag())).Count();

    private static IEnumerable<string> Steps(DocumentSyntax document) => document.Declarations.OfType<PipelineSyntax>()
        .SelectMany(pipeline => pipeline.Body.Statements.OfType<StepSyntax>()).Select(step => step.Name.Text);
}
