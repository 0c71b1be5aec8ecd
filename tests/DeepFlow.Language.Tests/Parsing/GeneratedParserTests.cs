using System.Diagnostics;
using DeepFlow.Testing;

namespace DeepFlow.Language.Tests.Parsing;

public class GeneratedParserTests
{
    private static readonly string Language = Path.Combine(Repository.Root, "dsl", "DeepFlow.Language");

    [FactNeedingNpm]
    public async Task GeneratedParser_GeneratedAgain_IsTheOneCheckedIn()
    {
        var target = Directory.CreateTempSubdirectory("deepflow-parser-");
        try
        {
            await Fetching.RunAsync("bash", [Path.Combine(Repository.Root, "dsl", "generate.sh"), target.FullName]);

            foreach (var file in target.GetFiles())
            {
                var checkedIn = Path.Combine(Language, "Parsing", "Generated", file.Name);
                File.ReadAllText(file.FullName).Should().Be(File.ReadAllText(checkedIn), "{0} comes from DeepFlow.g4; run dsl/generate.sh", file.Name);
            }

            target.GetFiles().Should().HaveCount(2);
        }
        finally
        {
            target.Delete(recursive: true);
        }
    }

    [Fact]
    public void Antlr_OutsideTheParsingFolder_IsNowhereSeen()
    {
        var outside = Directory.GetFiles(Language, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(Language, path).Split(Path.DirectorySeparatorChar)[0] is not ("Parsing" or "obj" or "bin"));

        outside.Where(path => File.ReadAllText(path).Contains("Antlr4", StringComparison.Ordinal)).Should().BeEmpty();
        typeof(Compiler).Assembly.GetExportedTypes().Where(type => type.Namespace!.StartsWith("DeepFlow.Language.Parsing", StringComparison.Ordinal)).Should().BeEmpty();
    }

    /// <summary>Skipped by name where npm cannot reach its registry: the parser is checked in, so only this test needs it.</summary>
    private sealed class FactNeedingNpmAttribute : FactAttribute
    {
        private static readonly Lazy<bool> Reachable = new(IsReachable);

        public FactNeedingNpmAttribute()
        {
            if (!Reachable.Value)
            {
                Skip = "npm cannot be reached, so the parser cannot be generated again.";
            }
        }

        private static bool IsReachable()
        {
            try
            {
                using var npm = Process.Start(new ProcessStartInfo("npm", ["view", "antlr-ng@1.0.10", "version", "--fetch-retries=0"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
                npm.OutputDataReceived += (_, _) => { };
                npm.ErrorDataReceived += (_, _) => { };
                npm.BeginOutputReadLine();
                npm.BeginErrorReadLine();
                return npm.WaitForExit(TimeSpan.FromSeconds(20)) && npm.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
