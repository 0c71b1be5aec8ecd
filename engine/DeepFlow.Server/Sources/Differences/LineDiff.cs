namespace DeepFlow.Server.Sources.Differences;

/// <summary>Lines of one text that stand in another: the pairs of a longest common subsequence, by Myers' algorithm.</summary>
internal static class LineDiff
{
    /// <summary>Texts that differ in more lines than this are taken to have nothing in common between their equal ends.</summary>
    private const int MostDifferences = 2_000;

    /// <summary>The lines with their breaks, so that joined they are the text again.</summary>
    public static string[] LinesOf(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var at and >= 0 ? at + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }
        return [.. lines];
    }

    /// <returns>Pairs of line numbers from 0, both rising.</returns>
    public static List<(int Before, int After)> Common(string[] before, string[] after)
    {
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start]) start++;
        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)]) end++;
        var middle = Middle(before.AsSpan(start..^end), after.AsSpan(start..^end));
        return
        [
            .. Enumerable.Range(0, start).Select(line => (line, line)),
            .. middle.Select(pair => (pair.Before + start, pair.After + start)),
            .. Enumerable.Range(0, end).Reverse().Select(line => (before.Length - 1 - line, after.Length - 1 - line)),
        ];
    }

    private static List<(int Before, int After)> Middle(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        if (before.IsEmpty || after.IsEmpty) return [];
        var most = Math.Min(before.Length + after.Length, MostDifferences);
        var reached = new int[2 * most + 2];
        var trace = new List<int[]>();
        for (var distance = 0; distance <= most; distance++)
        {
            // Only the diagonals that can have been reached.
            trace.Add(reached[(most - distance)..(most + distance + 2)]);
            for (var diagonal = -distance; diagonal <= distance; diagonal += 2)
            {
                var down = diagonal == -distance || (diagonal != distance && reached[most + diagonal - 1] < reached[most + diagonal + 1]);
                var x = down ? reached[most + diagonal + 1] : reached[most + diagonal - 1] + 1;
                while (x < before.Length && x - diagonal < after.Length && before[x] == after[x - diagonal]) x++;
                reached[most + diagonal] = x;
                if (x >= before.Length && x - diagonal >= after.Length) return WayBack(trace, before.Length, after.Length);
            }
        }
        return [];
    }

    private static List<(int Before, int After)> WayBack(List<int[]> trace, int x, int y)
    {
        var pairs = new List<(int, int)>();
        for (var distance = trace.Count - 1; distance >= 0; distance--)
        {
            var reached = trace[distance];
            var diagonal = x - y;
            int At(int of) => reached[of + distance];
            var down = diagonal == -distance || (diagonal != distance && At(diagonal - 1) < At(diagonal + 1));
            var from = distance == 0 ? 0 : down ? At(diagonal + 1) : At(diagonal - 1);
            var fromY = distance == 0 ? 0 : from - (down ? diagonal + 1 : diagonal - 1);
            while (x > from && y > fromY) pairs.Add((--x, --y));
            (x, y) = (from, fromY);
        }
        pairs.Reverse();
        return pairs;
    }
}
