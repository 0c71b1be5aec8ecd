using System.Text;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;

namespace DeepFlow.Language.Tests;

public sealed class BrokenInputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepflow-broken-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void File_ThatIsMissing_IsToldByItsPath() =>
        Compile("nowhere.dlflow").Should().Equal("nowhere.dlflow:1:1: error DF1001: The file `nowhere.dlflow` cannot be read: there is no such file.");

    [Fact]
    public void File_ThatIsAFolder_IsTold()
    {
        _folder.CreateSubdirectory("a.dlflow");

        Compile("a.dlflow").Should().ContainSingle().Which.Should().Contain("DF1001");
    }

    [Fact]
    public void UsedFile_ThatIsMissing_IsToldWhereItIsUsed()
    {
        Write("a.dlflow", "use \"b.dlflow\"\n");

        Compile("a.dlflow").Should().StartWith("a.dlflow:1:5: error DF1001: The file `b.dlflow` cannot be read: there is no such file.");
    }

    [Fact]
    public void File_WithBytesThatAreNotUtf8_IsRefusedWithTheOffset()
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "a.dlflow"), [.. "pipeline p() { fail \""u8, 0xE4, .. "\" }"u8]);

        Compile("a.dlflow").Should().ContainSingle().Which.Should().Be(
            "a.dlflow:1:1: error DF1002: The file `a.dlflow` is not UTF-8: the byte at offset 21 belongs to no character. Save it as UTF-8.");
    }

    [Fact]
    public void File_OfMoreThanEightMebibytes_IsRefused()
    {
        Write("a.dlflow", new string(' ', SourceFiles.LargestFile + 1));

        Compile("a.dlflow").Should().ContainSingle().Which.Should().Contain("DF1003");
    }

    [Fact]
    public void File_WithAByteOrderMark_IsRead()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a.dlflow"), "pipeline p() { }\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Compile("a.dlflow").Should().BeEmpty();
    }

    [Fact]
    public void File_WithWindowsLineBreaks_CompilesToTheSameNodes()
    {
        const string text = "pipeline p() {\n    step a = collect_data(title: \"t\", sources: [])\n}\n";
        Write("a.dlflow", text);
        Write("b.dlflow", text.Replace("\n", "\r\n"));

        Compile("a.dlflow").Should().BeEmpty();
        Compile("b.dlflow").Should().BeEmpty();
    }

    [Theory]
    [InlineData('(', ')')]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Expression_OfTwentyThousandBrackets_IsRefusedAndDoesNotOverflow(char open, char close)
    {
        Write("a.dlflow", $"pipeline p() {{\n  fail {new string(open, 20_000)}1{new string(close, 20_000)}\n}}\npipeline q() {{\n  fali\n}}\n");

        var diagnostics = Compile("a.dlflow");

        diagnostics.Should().ContainSingle(diagnostic => diagnostic.Contains("DF1008"));
        diagnostics.Should().Contain(diagnostic => diagnostic.StartsWith("a.dlflow:5:3"), "the next declaration is still checked");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("not ")]
    [InlineData("- ")]
    [InlineData("1 + ")]
    [InlineData("a.")]
    [InlineData("f(")]
    [InlineData("if a then ")]
    [InlineData("\"${")]
    [InlineData("\"\"\"${")]
    [InlineData("list<")]
    [InlineData("1 ?? ")]
    public void Text_ThatRepeatsAPieceForEver_IsToldAndDoesNotOverflow(string piece)
    {
        Write("a.dlflow", "pipeline p(x: int = " + string.Concat(Enumerable.Repeat(piece, 20_000)) + ") { }\n");

        Compile("a.dlflow").Should().NotBeEmpty();
    }

    [Fact]
    public void Pipeline_OfMoreStepsThanPeopleRead_IsRefused()
    {
        var steps = Enumerable.Range(0, 10_001).Select(i => $"    step s{i} = define_requirements(title: \"t\")\n");
        Write("a.dlflow", $"pipeline p() {{\n{string.Concat(steps)}}}\n");

        Compile("a.dlflow").Should().ContainSingle().Which.Should().Contain("DF4016");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n// nothing\n")]
    [InlineData(";;;")]
    public void File_WithNothingInIt_IsAnEmptyProgram(string text)
    {
        Write("a.dlflow", text);

        Compile("a.dlflow").Should().BeEmpty();
    }

    [Fact]
    public void Path_OutOfTheProject_IsRefused()
    {
        Write("a.dlflow", "use \"../b.dlflow\"\nuse \"/etc/passwd\"\n");

        Compile("a.dlflow").Should().HaveCount(2).And.OnlyContain(diagnostic => diagnostic.Contains("DF2001"));
        Compile("../elsewhere.dlflow").Should().ContainSingle().Which.Should().Contain("DF2001");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private List<string> Compile(string root) =>
        [.. Compiler.Compile(new SourceFiles(_folder.FullName), [root], TestCatalog.Value).Diagnostics.Select(diagnostic => diagnostic.ToString())];
}
