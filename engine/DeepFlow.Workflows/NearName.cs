namespace DeepFlow.Workflows;

/// <summary>Finds the name that was probably meant: by the least number of letters inserted, left out, changed or swapped.</summary>
public static class NearName
{
    /// <summary>The nearest candidate if it is near enough to be worth a question, else null.</summary>
    public static string? Of(string written, IEnumerable<string> candidates)
    {
        var limit = written.Length <= 2 ? 0 : Math.Max(1, written.Length / 3);
        var best = candidates
            .Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: Distance(written.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= limit || (written.Length >= 3 && pair.candidate.StartsWith(written, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.candidate;
    }

    // Optimal string alignment: a swap of neighbours counts once.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1),
                    d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
