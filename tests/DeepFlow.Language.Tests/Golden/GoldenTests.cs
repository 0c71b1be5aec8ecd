using System.Text;
using System.Text.Json;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Tests.Catalog;
using DeepFlow.Workflows;

namespace DeepFlow.Language.Tests.Golden;

/// <summary>
/// Each folder beside this file is a program: its sources, the same sources with the diagnostics written under the lines they concern,
/// what their names mean, and the bundle. `DEEPFLOW_GOLDEN=accept dotnet test` writes what the compiler says now; the difference is then read in the commit.
/// </summary>
public class GoldenTests
{
    private const string Annotated = ".expected";

    private static readonly bool Accept = Environment.GetEnvironmentVariable("DEEPFLOW_GOLDEN") == "accept";

    private static string Folder { get; } = Path.Combine(Repository.Tests, "Golden");

    public static TheoryData<string> Programs => [.. Directory.GetDirectories(Directory.CreateDirectory(Folder).FullName).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program_Compiled_GivesWhatIsWrittenBesideIt(string name)
    {
        var folder = Path.Combine(Folder, name);
        var sources = Directory.GetFiles(folder, "*.dlflow").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();

        var compilation = Compiler.Compile(new SourceFiles(folder), sources, TestCatalog.Value);

        foreach (var source in sources)
        {
            var diagnostics = compilation.Diagnostics.Where(diagnostic => diagnostic.Place.Source.Path == source).ToList();
            Check(Path.Combine(folder, source + Annotated), Annotate(File.ReadAllText(Path.Combine(folder, source)), diagnostics));
        }

        Check(Path.Combine(folder, "symbols.txt"), Symbols(compilation, sources));
        Check(Path.Combine(folder, "bundle.json"), compilation.Bundle is { } bundle ? JsonSerializer.Serialize(bundle, DeepFlowJson.Indented) + "\n" : null);
    }

    [Fact]
    public void EveryProblem_IsShownByAGoldenProgram()
    {
        var shown = Directory.GetFiles(Folder, "*" + Annotated, SearchOption.AllDirectories).Select(File.ReadAllText).ToList();

        // The loader's own problems need files that cannot be checked in, those of publishing a project: BrokenInputTests and PublishChecksTests show them.
        var missing = ProblemCatalogue.All.Select(problem => problem.Code)
            .Except(["DF1001", "DF1002", "DF1003", "DF1008", "DF4016"])
            .Where(code => !code.StartsWith("DF7", StringComparison.Ordinal))
            .Where(code => !shown.Any(text => text.Contains(code, StringComparison.Ordinal)));

        missing.Should().BeEmpty();
    }

    private static void Check(string path, string? actual)
    {
        if (Accept)
        {
            File.Delete(path);
            if (actual is not null)
            {
                File.WriteAllText(path, actual);
            }
        }

        var expected = File.Exists(path) ? File.ReadAllText(path) : null;
        actual.Should().Be(expected, "that is what {0} says (DEEPFLOW_GOLDEN=accept rewrites it)", path);
    }

    // What is declared, with its type and every line that names it.
    private static string Symbols(Compilation compilation, IEnumerable<string> sources)
    {
        var result = new StringBuilder();
        foreach (var declared in sources.SelectMany(compilation.Model.ReferencesIn).Where(reference => reference.IsDeclaration))
        {
            var symbol = declared.Symbol;
            var named = compilation.Model.ReferencesTo(symbol).Where(reference => !reference.IsDeclaration)
                .Select(reference => $"{(reference.Place.Source == declared.Place.Source ? "" : reference.Place.Source.Path + ":")}{reference.Place.Start.Line}");
            result.Append($"{declared.Place} {symbol.Kind.ToString().ToLowerInvariant()} {(symbol.Owner is null ? "" : symbol.Owner + ".")}{symbol.Name}")
                .Append(symbol.Type is null ? "" : $": {symbol.Type}")
                .AppendJoin(' ', named.Prepend("")).Append('\n');
        }

        return result.ToString();
    }

    // Under each line a `//^^^^ error DF1234: sentence` for every diagnostic that starts on it.
    private static string Annotate(string text, IReadOnlyList<Diagnostic> diagnostics)
    {
        var result = new StringBuilder();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            result.Append(lines[i]).Append(i < lines.Length - 1 ? "\n" : "");
            foreach (var diagnostic in diagnostics.Where(diagnostic => diagnostic.Place.Start.Line == i + 1))
            {
                var (start, end) = (diagnostic.Place.Start, diagnostic.Place.End);
                var width = end.Line == start.Line ? end.Column - start.Column : lines[i].Length - start.Column + 1;
                var severity = diagnostic.Severity == Severity.Error ? "error" : "warning";
                result.Append(i < lines.Length - 1 ? "" : "\n")
                    .Append("//").Append(' ', Math.Max(0, start.Column - 3)).Append('^', Math.Max(1, width))
                    .Append($" {severity} {diagnostic.Code}: {diagnostic.Message}");
                foreach (var fix in diagnostic.Fixes.Take(1))
                {
                    result.Append($" [{fix.Title}]");
                }

                result.Append(i < lines.Length - 1 ? "\n" : "");
            }
        }

        return result.ToString();
    }
}
