using System.Reflection;
using System.Text.RegularExpressions;
using DeepFlow.Engine.Postgres;
using DeepFlow.Testing;

namespace DeepFlow.Engine.Tests.Postgres;

public sealed partial class WakeupsTests
{
    [Fact]
    public void Statements_TellOnlyOfTopicsThatSomebodyWaitsFor()
    {
        var topics = typeof(Wakeups).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).Except([Wakeups.Channel]);
        var told = Directory.EnumerateFiles(Repository.Path("engine/DeepFlow.Engine/Postgres"), "*.sql").SelectMany(f => Told().Matches(File.ReadAllText(f))).ToList();

        told.Select(t => t.Groups[1].Value).Should().NotBeEmpty().And.OnlyContain(channel => channel == Wakeups.Channel);
        told.Select(t => t.Groups[2].Value).Should().BeSubsetOf(topics);
    }

    [Fact]
    public void Channel_IsNamedInOnePlaceOfTheCode() =>
        Directory.EnumerateFiles(Repository.Path("engine/DeepFlow.Engine"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Told().IsMatch(File.ReadAllText(f))).Should().BeEmpty("the code says it by the constants of Wakeups");

    [GeneratedRegex("pg_notify\\('([^'{}]+)', '([^'{}]+)'\\)")]
    private static partial Regex Told();
}
