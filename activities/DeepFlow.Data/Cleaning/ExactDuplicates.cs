using DeepFlow.Data.Versions;

namespace DeepFlow.Data.Cleaning;

/// <summary>A version's rows, parted into the first copy of each content and the further ones; both ascending.</summary>
/// <param name="Contradicting">How many of the further copies carry another label than the first.</param>
internal sealed record ExactDuplicates(int[] Distinct, int[] Copies, int Contradicting)
{
    public static ExactDuplicates Find(int[] rows, ItemId[] ids, TextColumn? labels)
    {
        var firsts = new Dictionary<UInt128, int>(rows.Length);
        var (distinct, copies, contradicting) = (new List<int>(rows.Length), new List<int>(), 0);
        foreach (var row in rows)
        {
            if (firsts.TryAdd(ids[row].Content, row))
            {
                distinct.Add(row);
                continue;
            }

            copies.Add(row);
            contradicting += labels?.Codes[row] == labels?.Codes[firsts[ids[row].Content]] ? 0 : 1;
        }

        return new ExactDuplicates([.. distinct], [.. copies], contradicting);
    }
}
