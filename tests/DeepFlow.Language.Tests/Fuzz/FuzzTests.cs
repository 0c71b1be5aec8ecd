using DeepFlow.Language.Format;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;
using DeepFlow.Testing;
using Xunit.Abstractions;

namespace DeepFlow.Language.Tests.Fuzz;

/// <summary>Whatever the text: an answer, in line with its size. A few seconds in the suite; DEEPFLOW_TIMES and DEEPFLOW_SEED try more texts and others.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    // Allocated bytes are the measure, since they do not depend on the machine's load.
    private const long BytesOfACheck = 24 << 20;
    private const long BytesOfACharacter = 8 << 10;

    [Fact]
    public void MutatedProgram_CheckedAndFormatted_NeitherThrowsNorHangs_AndCostsInLineWithItsSize()
    {
        long texts = 0, characters = 0, findings = 0, formatted = 0, dearest = 0;
        Check("pipeline p() { }\n");

        Mutations.Any.ForEach(
            text =>
            {
                var (found, bytes) = Check(text);
                var once = Formatter.Format(new SourceText("a.dlflow", text));
                Formatter.Format(new SourceText("a.dlflow", once)).Should().Be(once, "formatting twice changes nothing more");
                bytes.Should().BeLessThan(BytesOfACheck + (BytesOfACharacter * text.Length));
                texts++;
                characters += text.Length;
                findings += found;
                formatted += once == text ? 0 : 1;
                dearest = Math.Max(dearest, bytes / Math.Max(1_000, text.Length));
            },
            times: 100);

        output.WriteLine($"{texts} texts of {characters} characters: {findings} findings, {formatted} formatted anew, at most {dearest} bytes a character");
    }

    [Theory]
    [InlineData("step a = f(x: [1, 2])\n")]
    [InlineData("if a.b < 1 { } else ")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("{ x: ")]
    [InlineData("\"${ \"")]
    [InlineData("\"\"\"\n")]
    [InlineData("a.b.c ?? ")]
    [InlineData("1 + not - ")]
    [InlineData("on reject -> a | b, max 5\n")]
    [InlineData("// comment\n")]
    [InlineData("\n")]
    [InlineData(";")]
    [InlineData("é")]
    [InlineData("use \"x\"\n")]
    [InlineData("dataset d {\n")]
    [InlineData("} else {\n")]
    [InlineData("x: list<list<")]
    [InlineData("@at(1, 2) ")]
    [InlineData("branch b { parallel { ")]
    public void RepeatedPiece_FourTimesAsLong_CostsAboutFourTimesAsMuch(string piece)
    {
        Cost(piece, 500); // compiled by now
        var (few, many) = (Cost(piece, 2_000), Cost(piece, 8_000));

        many.Should().BeLessThan((long)(few * 5.5) + (1 << 20));
    }

    [Fact]
    public void FileOfFiftyMegabytes_IsRefused_WithoutBeingRead()
    {
        var folder = Directory.CreateTempSubdirectory("deepflow-fuzz-");
        try
        {
            using (var file = File.Create(Path.Combine(folder.FullName, "a.dlflow")))
            {
                file.SetLength(50_000_000);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var diagnostics = Compiler.Compile(new SourceFiles(folder.FullName), ["a.dlflow"], TestCatalog.Value).Diagnostics;

            diagnostics.Should().ContainSingle().Which.Code.Should().Be("DF1003");
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1 << 20);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int Findings, long Bytes) Check(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var files = new SourceFiles(Path.Combine(Repository.Root, "pipelines", "fashion")) { Unsaved = new Dictionary<string, string> { ["a.dlflow"] = text } };
        var found = Compiler.Compile(files, ["a.dlflow"], TestCatalog.Value).Diagnostics.Count;
        return (found, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static long Cost(string piece, int times)
    {
        var text = "pipeline p(x: int = 1) {\n" + string.Concat(Enumerable.Repeat(piece, times)) + "\n}\n";
        var before = GC.GetAllocatedBytesForCurrentThread();
        Check(text);
        Formatter.Format(new SourceText("a.dlflow", text));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
