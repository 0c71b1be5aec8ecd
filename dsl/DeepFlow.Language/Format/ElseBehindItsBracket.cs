namespace DeepFlow.Language.Format;

/// <summary><c>} else {</c> on one line, unless a comment stands between.</summary>
internal static class ElseBehindItsBracket
{
    public static IReadOnlyList<Row> Join(IReadOnlyList<Row> rows)
    {
        var joined = new List<Row>();
        var before = -1; // the last row that is not blank
        foreach (var row in rows)
        {
            if (before >= 0 && !row.Kept && row.Items.Count > 0 && row.Items[0].Is("else")
                && joined[before] is { Kept: false, Comment: null } block && block.Items[^1].Is("}"))
            {
                joined.RemoveRange(before, joined.Count - before);
                joined.Add(row with { FirstLine = block.FirstLine, Items = [.. block.Items, .. row.Items] });
            }
            else
            {
                joined.Add(row);
            }

            before = row.IsBlank ? before : joined.Count - 1;
        }

        return joined;
    }
}
