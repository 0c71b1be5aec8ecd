using DeepFlow.Data.Versions;

namespace DeepFlow.Data.Splitting;

/// <summary>Two parts of a version's items, as rows in ascending order; each item is in exactly one of them.</summary>
/// <param name="Straddling">How many distinct contents occur in both parts: what one part knows, the other tests.</param>
internal sealed record Split(int[] First, int[] Rest, int Straddling)
{
    /// <summary>
    /// Puts a share of the items into the first part. Which ones depends on each item's content and the seed alone, so an
    /// item stays on its side when others come or go, and copies of one item go to one side (but where the border runs).
    /// </summary>
    /// <param name="ids">The ids of all rows.</param>
    /// <param name="share">0..1; the first part gets that share of the items, rounded to the nearest number.</param>
    public static Split ByShare(int[] rows, ItemId[] ids, double share, long seed)
    {
        var keys = Array.ConvertAll(rows, row => (Key: Mix(ids[row].Content, seed), ids[row].Copy, Row: row));
        Array.Sort(keys);
        var first = (int)Math.Round(rows.Length * share, MidpointRounding.AwayFromZero);
        return Of(Array.ConvertAll(keys[..first], key => key.Row), Array.ConvertAll(keys[first..], key => key.Row), ids);
    }

    /// <param name="isFirst">For each row whether it belongs to the first part.</param>
    public static Split ByCondition(int[] rows, ItemId[] ids, Func<int, bool> isFirst) =>
        Of(Array.FindAll(rows, row => isFirst(row)), Array.FindAll(rows, row => !isFirst(row)), ids);

    private static Split Of(int[] first, int[] rest, ItemId[] ids)
    {
        Array.Sort(first);
        Array.Sort(rest);
        var contents = first.Select(row => ids[row].Content).ToHashSet();
        contents.IntersectWith(rest.Select(row => ids[row].Content));
        return new Split(first, rest, contents.Count);
    }

    /// <summary>SplitMix64's finaliser over content and seed: well spread, and the same on every machine for ever.</summary>
    private static ulong Mix(UInt128 content, long seed)
    {
        var x = Finish((ulong)content + (0x9E3779B97F4A7C15UL * (ulong)(seed + 1)));
        return Finish(x ^ (ulong)(content >> 64));

        static ulong Finish(ulong x)
        {
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
            return x ^ (x >> 31);
        }
    }
}
