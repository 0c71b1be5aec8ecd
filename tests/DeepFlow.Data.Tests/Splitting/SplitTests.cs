using DeepFlow.Data.Splitting;
using DeepFlow.Data.Versions;
using DeepFlow.Testing;

namespace DeepFlow.Data.Tests.Splitting;

public sealed class SplitTests
{
    /// <summary>Ids of which some are copies of others, and a selection of their rows.</summary>
    private static readonly Gen<(ItemId[] Ids, int[] Rows)> Versions =
        from contents in Gen.Select(Gen.ULong, Gen.ULong[0, 60]).Array[0, 200]
        let ids = Copies([.. contents.Select(content => new UInt128(content.Item2 * 7919, content.Item2))])
        from selected in Gen.Bool.Array[ids.Length]
        select (ids, Enumerable.Range(0, ids.Length).Where(row => selected[row]).ToArray());

    [Fact]
    public void ByShare_AnyVersion_PutsEachItemIntoExactlyOnePartOfTheRightSize() =>
        Gen.Select(Versions, Gen.Double[0.01, 0.99], Gen.Long).ForEach((version, share, seed) =>
        {
            var split = Split.ByShare(version.Rows, version.Ids, share, seed);

            split.First.Should().HaveCount((int)Math.Round(version.Rows.Length * share, MidpointRounding.AwayFromZero));
            split.First.Concat(split.Rest).Order().Should().Equal(version.Rows);
            split.First.Should().BeInAscendingOrder();
            split.Rest.Should().BeInAscendingOrder();
        });

    [Fact]
    public void ByShare_SameSeed_SplitsTheSameWay() =>
        Gen.Select(Versions, Gen.Double[0.01, 0.99], Gen.Long).ForEach((version, share, seed) =>
        {
            var (once, again) = (Split.ByShare(version.Rows, version.Ids, share, seed), Split.ByShare(version.Rows, version.Ids, share, seed));

            again.First.Should().Equal(once.First);
            again.Rest.Should().Equal(once.Rest);
        });

    [Fact]
    public void ByShare_CopiesOfAnItem_StayTogetherButForTheBorder() =>
        Gen.Select(Versions, Gen.Double[0.01, 0.99], Gen.Long).ForEach((version, share, seed) =>
            Split.ByShare(version.Rows, version.Ids, share, seed).Straddling.Should().BeLessThanOrEqualTo(1));

    [Fact]
    public void ByShare_AnotherSeed_SplitsAnotherWay()
    {
        var ids = Enumerable.Range(0, 1_000).Select(i => new ItemId(ItemId.ContentOf(BitConverter.GetBytes(i)), 0)).ToArray();
        int[] rows = [.. Enumerable.Range(0, 1_000)];

        var common = Split.ByShare(rows, ids, 0.5, seed: 1).First.Intersect(Split.ByShare(rows, ids, 0.5, seed: 2).First);

        common.Count().Should().BeInRange(200, 300, "two independent halves share a quarter");
    }

    [Fact]
    public void ByShare_ItemsAdded_MovesFewOfTheOthers()
    {
        var ids = Enumerable.Range(0, 1_100).Select(i => new ItemId(ItemId.ContentOf(BitConverter.GetBytes(i)), 0)).ToArray();

        var before = Split.ByShare([.. Enumerable.Range(0, 1_000)], ids, 0.8, seed: 1);
        var after = Split.ByShare([.. Enumerable.Range(0, 1_100)], ids, 0.8, seed: 1);

        before.First.Intersect(after.Rest).Concat(before.Rest.Intersect(after.First)).Count().Should().BeLessThan(30);
    }

    [Fact]
    public void ByCondition_CopiesOnBothSides_AreCounted()
    {
        var ids = Copies([1, 2, 1, 3, 2, 1]);

        var split = Split.ByCondition([0, 1, 2, 3, 4, 5], ids, row => row < 3);

        split.First.Should().Equal(0, 1, 2);
        split.Rest.Should().Equal(3, 4, 5);
        split.Straddling.Should().Be(2, "contents 1 and 2 lie on both sides");
    }

    private static ItemId[] Copies(UInt128[] contents)
    {
        var seen = new Dictionary<UInt128, int>();
        return Array.ConvertAll(contents, content =>
        {
            seen.TryGetValue(content, out var copy);
            seen[content] = copy + 1;
            return new ItemId(content, copy);
        });
    }
}
