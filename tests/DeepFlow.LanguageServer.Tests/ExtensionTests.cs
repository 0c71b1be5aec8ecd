using DeepFlow.Testing;

namespace DeepFlow.LanguageServer.Tests;

public sealed class ExtensionTests
{
    /// <summary>Skipped by name where npm reaches nothing: what is packaged is checked in, but what packages it is not.</summary>
    [RequiresFact("node", "npm:@vscode/vsce")]
    public async Task Extension_FromItsLockFile_ChecksItsGrammarAndPackages()
    {
        using var folder = new TempFolder();
        var extension = folder["dsl/vscode"];
        Copy(Repository.Path("dsl/vscode"), extension);
        Copy(Repository.Path("pipelines"), folder["pipelines"]); // on which its grammar is tried

        await Fetching.RunAsync("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"], extension);
        await using var package = ChildProcess.Start("npm", ["run", "package"], extension);
        (await package.ExitAsync(TimeSpan.FromMinutes(8))).Should().Be(0, package.Output);

        new FileInfo(Path.Combine(extension, "deepflow.vsix")).Length.Should().BeGreaterThan(10_000, package.Output);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.Contains("node_modules", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
