using System.Xml.Linq;
using DeepFlow.Testing;

namespace DeepFlow.Architecture.Tests;

/// <summary>Which room may see which: read off the project files, so that a new reference shows here first.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["DeepFlow.Workflows"] = [],
        ["DeepFlow.Embedded"] = [],
        ["DeepFlow.Engine"] = ["DeepFlow.Workflows"],
        ["DeepFlow.Language"] = ["DeepFlow.Workflows"],
        ["DeepFlow.LanguageServer"] = ["DeepFlow.Language"],
        ["DeepFlow.Data"] = ["DeepFlow.Workflows"],
        ["DeepFlow.Learning"] = ["DeepFlow.Workflows", "DeepFlow.Data"],
        ["DeepFlow.Deployment"] = ["DeepFlow.Workflows", "DeepFlow.Data", "DeepFlow.Learning"],
        ["DeepFlow.Server"] = ["DeepFlow.Workflows", "DeepFlow.Embedded", "DeepFlow.Engine", "DeepFlow.Language", "DeepFlow.LanguageServer", "DeepFlow.Data", "DeepFlow.Learning", "DeepFlow.Deployment"],
        ["DeepFlow.Cli"] = ["DeepFlow.Server", "DeepFlow.Embedded", "DeepFlow.Engine", "DeepFlow.Language", "DeepFlow.LanguageServer", "DeepFlow.Workflows", "DeepFlow.Data", "DeepFlow.Learning", "DeepFlow.Deployment"],
    };

    private static IEnumerable<string> Projects => new[] { "engine", "dsl", "activities" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(project).Descendants(kind).Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

    [Fact]
    public void Room_SeesOnlyTheRoomsThatItMay()
    {
        foreach (var project in Projects)
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Allowed.Should().ContainKey(name, "a new room is decided here first");
            References(project, "ProjectReference").Should().BeSubsetOf(Allowed[name], name);
        }
    }

    [Theory]
    [InlineData("TorchSharp", "DeepFlow.Learning")]
    [InlineData("Antlr4.Runtime.Standard", "DeepFlow.Language")]
    [InlineData("StreamJsonRpc", "DeepFlow.LanguageServer")]
    [InlineData("LibGit2Sharp", "DeepFlow.Data")]
    [InlineData("dbup-postgresql", "DeepFlow.Engine")]
    public void Library_StaysInItsRoom(string package, string room) =>
        Projects.Where(p => XDocument.Load(p).Descendants("PackageReference").Any(r => r.Attribute("Include")?.Value == package))
            .Select(Path.GetFileNameWithoutExtension).Should().Equal(room);

    [Fact]
    public void Versions_StandInOnePlace() =>
        Projects.SelectMany(p => XDocument.Load(p).Descendants("PackageReference").Where(r => r.Attribute("Version") is not null).Select(r => $"{p}: {r.Attribute("Include")}"))
            .Should().BeEmpty("Directory.Packages.props holds them");

    [Fact]
    public void TopLevel_HoldsWhatTheReadmeNames() =>
        Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName).Where(n => !n!.StartsWith('.')).Should().BeSubsetOf(
            ["engine", "dsl", "activities", "pipelines", "designer", "tests", "build", "DeepFlow.sln", "README.md", "deepflow", "deepflow.ps1", "Directory.Build.props", "Directory.Packages.props", "global.json", "LICENSE"]);
}
