using System.Text.RegularExpressions;
using DeepFlow.Testing;

namespace DeepFlow.Engine.Tests;

public sealed partial class RulesTests
{
    [Fact]
    public void Rules_NameTestsThatExist()
    {
        var tests = typeof(RulesTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Select(m => m.Name).ToHashSet();
        var named = TestName().Matches(File.ReadAllText(Repository.Path("tests/DeepFlow.Engine.Tests/Rules.md"))).Select(m => m.Groups[1].Value);
        named.Should().NotBeEmpty().And.BeSubsetOf(tests);
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
