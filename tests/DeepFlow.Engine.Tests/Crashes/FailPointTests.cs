using System.Text.RegularExpressions;
using DeepFlow.Engine.Postgres;
using DeepFlow.Testing;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>Holds the code against the list of places where the crash suite kills.</summary>
public sealed partial class FailPointTests
{
    private static readonly string Engine = Repository.Path("engine/DeepFlow.Engine");

    /// <summary>What commits by itself and needs no place: nobody is answered, and it is done again after a while.</summary>
    private static readonly string[] Untold = ["Jobs/Parts/PartEnds.cs", "Keeping/KeepingDuty.cs", "Postgres/FailPoints.cs"];

    private static IEnumerable<(string Path, string Text)> Sources => Directory.EnumerateFiles(Engine, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Engine, path)).Where(path => !path.StartsWith("obj", StringComparison.Ordinal) && !path.StartsWith("bin", StringComparison.Ordinal))
        .Select(path => (path, File.ReadAllText(Path.Combine(Engine, path))));

    [Fact]
    public void Places_ThatTheCodePasses_AreThoseThatAreListed()
    {
        var passed = Sources.SelectMany(s => Passed().Matches(s.Text).Select(m => m.Groups[1].Value)
            .Concat(Boundaries().Matches(s.Text).SelectMany(m => new[] { $"{m.Groups[1].Value}.committing", $"{m.Groups[1].Value}.committed" })));
        passed.Distinct().Should().BeEquivalentTo(FailPoints.All);
    }

    [Fact]
    public void Places_ThatAreListed_AreEachKilledAt()
    {
        var killedAt = Fault.EveryFailPoint(new Random(1), latest: 1).Select(f => f.FailPoint).Concat(ErrandTests.Deaths.Select(d => (string?)d[1]));
        killedAt.Should().BeEquivalentTo(FailPoints.All);
    }

    [Fact]
    public void Transactions_AreCommittedAtANamedPlace()
    {
        Sources.Where(s => Unnamed().IsMatch(s.Text)).Select(s => s.Path).Should().BeEquivalentTo(Untold);
    }

    [GeneratedRegex("""FailPoints\.Pass\("([a-z.]+)"\)""")]
    private static partial Regex Passed();

    [GeneratedRegex("""CommitAsync\("([a-z]+)", """)]
    private static partial Regex Boundaries();

    [GeneratedRegex(@"[tT]ransaction\.CommitAsync\(cancellation\)|Rows\.CommitAsync\(cancellation\)")]
    private static partial Regex Unnamed();
}
