using DeepFlow.Language.Services.Snippets;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Tests.Services;

public class SnippetTests
{
    public static TheoryData<string> Labels => [.. Snippet.All.Select(snippet => snippet.Label)];

    [Theory]
    [MemberData(nameof(Labels))]
    public void Snippet_FilledInAsProposed_Compiles(string label)
    {
        var snippet = Snippet.All.Single(each => each.Label == label);
        var text = snippet.Place == "file" ? snippet.Plain + "\n" : $"pipeline test() {{\n{snippet.Plain}\n}}\n";
        var files = new SourceFiles(Path.GetTempPath()) { Unsaved = new Dictionary<string, string> { ["snippet.dlflow"] = text } };

        var compilation = Compiler.Compile(files, ["snippet.dlflow"], Cursor.Catalog);

        compilation.Diagnostics.Where(diagnostic => diagnostic.Severity == DeepFlow.Language.Diagnostics.Severity.Error).Should().BeEmpty(text);
    }

    [Fact]
    public void Snippets_StandForFilesAndStatements() =>
        Snippet.All.Select(snippet => snippet.Place).Distinct().Should().BeEquivalentTo(["file", "statement"]);
}
