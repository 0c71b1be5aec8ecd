using CsCheck;
using DeepFlow.Server.Sources.Differences;
using DeepFlow.Testing;

namespace DeepFlow.Server.Tests.Sources;

public class DifferenceTests
{
    private static readonly Gen<string> Texts = Gen.Int[0, 4].Select(at => new[] { "a\n", "b\n", "c\n", "\n", "long line\n" }[at]).Array[0, 40].Select(string.Concat);

    [Fact]
    public void Common_OfAnyTwoTexts_AreEqualLinesInOrder_AndNoneIsMissedWhereTheTextsAreEqual() => Gen.Select(Texts, Texts).ForEach((before, after) =>
    {
        var (b, a) = (LineDiff.LinesOf(before), LineDiff.LinesOf(after));
        var pairs = LineDiff.Common(b, a);
        pairs.All(pair => b[pair.Before] == a[pair.After]).Should().BeTrue("only equal lines are common");
        pairs.Zip(pairs.Skip(1)).All(next => next.First.Before < next.Second.Before && next.First.After < next.Second.After).Should().BeTrue("lines keep their order");
        pairs.Should().HaveCount(LongestCommon(b, a));
        LineDiff.Common(b, b).Should().HaveCount(b.Length);
    }, times: 300);

    [Fact]
    public void Merge_OfAChangeWithNone_IsTheChange() => Gen.Select(Texts, Texts).ForEach((origin, changed) =>
    {
        ThreeWayMerge.Of(origin, changed, origin).Should().Be(new ThreeWayMerge(changed, false));
        ThreeWayMerge.Of(origin, origin, changed).Should().Be(new ThreeWayMerge(changed, false));
        ThreeWayMerge.Of(origin, changed, changed).Should().Be(new ThreeWayMerge(changed, false));
    }, times: 300);

    [Fact]
    public void Merge_OfChangesInDifferentPlaces_HoldsBoth() =>
        ThreeWayMerge.Of("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\nE\n").Should().Be(new ThreeWayMerge("A\nb\nc\nD\nE\n", false));

    [Fact]
    public void Merge_OfTwoChangesOfOneLine_ShowsBoth() =>
        ThreeWayMerge.Of("a\nb\n", "mine\nb\n", "theirs\nb\n").Should().Be(new ThreeWayMerge("<<<<<<< mine\nmine\n=======\ntheirs\n>>>>>>> theirs\nb\n", true));

    [Fact]
    public void Difference_ShowsWhatChangedWithTheLinesAround()
    {
        var before = string.Concat(Enumerable.Range(1, 30).Select(line => $"{line}\n"));

        var difference = TextDifference.Between(before, before.Replace("\n15\n", "\nfifteen\n").Replace("\n28\n", "\n"));

        (difference.Added, difference.Removed).Should().Be((1, 2));
        difference.Hunks.Select(hunk => (hunk.BeforeLine, hunk.AfterLine, hunk.Lines.Count)).Should().Equal((12, 12, 8), (25, 25, 6));
        difference.Hunks[0].Lines.Where(line => line.Kind != LineChange.Same).Should().Equal(new DiffLine(LineChange.Removed, "15"), new DiffLine(LineChange.Added, "fifteen"));
    }

    [Fact]
    public void Difference_OfTextsWithNothingInCommon_IsQuickAndWhole()
    {
        string Text(string word) => string.Concat(Enumerable.Range(0, 20_000).Select(line => $"{word} {line}\n"));

        TextDifference.Between(Text("one"), Text("other")).Should().Match<TextDifference>(difference => difference.Added == 20_000 && difference.Removed == 20_000);
    }

    private static int LongestCommon(string[] a, string[] b)
    {
        var longest = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
                longest[i, j] = a[i - 1] == b[j - 1] ? longest[i - 1, j - 1] + 1 : Math.Max(longest[i - 1, j], longest[i, j - 1]);
        return longest[a.Length, b.Length];
    }
}
