namespace DeepFlow.Server.Sources.Differences;

/// <summary>What became of a line.</summary>
public enum LineChange { Same, Removed, Added }

/// <param name="Text">Without its break.</param>
public sealed record DiffLine(LineChange Kind, string Text);

/// <summary>Lines that differ, with some of those around them.</summary>
/// <param name="BeforeLine">The first line's number in the text before, from 1.</param>
public sealed record Hunk(int BeforeLine, int AfterLine, IReadOnlyList<DiffLine> Lines);

/// <summary>How one text became another, line by line.</summary>
public sealed record TextDifference(int Added, int Removed, IReadOnlyList<Hunk> Hunks)
{
    /// <summary>Lines shown around what differs.</summary>
    private const int Around = 3;

    public static TextDifference Between(string before, string after)
    {
        var lines = All(LineDiff.LinesOf(before), LineDiff.LinesOf(after));
        return new(lines.Count(line => line.Kind == LineChange.Added), lines.Count(line => line.Kind == LineChange.Removed), [.. HunksOf(lines)]);
    }

    private static List<DiffLine> All(string[] before, string[] after)
    {
        var lines = new List<DiffLine>();
        var (x, y) = (0, 0);
        foreach (var (nextBefore, nextAfter) in LineDiff.Common(before, after).Append((before.Length, after.Length)))
        {
            while (x < nextBefore) lines.Add(new(LineChange.Removed, before[x++].TrimEnd('\r', '\n')));
            while (y < nextAfter) lines.Add(new(LineChange.Added, after[y++].TrimEnd('\r', '\n')));
            if (x < before.Length && y < after.Length) lines.Add(new(LineChange.Same, before[x].TrimEnd('\r', '\n')));
            (x, y) = (nextBefore + 1, nextAfter + 1);
        }
        return lines;
    }

    private static IEnumerable<Hunk> HunksOf(List<DiffLine> lines)
    {
        var near = lines.Select((line, at) => line.Kind != LineChange.Same ? at : -1).Where(at => at >= 0).ToList();
        var (beforeLine, afterLine, done) = (1, 1, 0);
        for (var first = 0; first < near.Count;)
        {
            var last = first;
            while (last + 1 < near.Count && near[last + 1] - near[last] <= 2 * Around) last++;
            var (start, end) = (Math.Max(0, near[first] - Around), Math.Min(lines.Count, near[last] + Around + 1));
            Count(lines[done..start]);
            yield return new(beforeLine, afterLine, lines[start..end]);
            Count(lines[start..end]);
            (done, first) = (end, last + 1);
        }

        void Count(List<DiffLine> passed)
        {
            beforeLine += passed.Count(line => line.Kind != LineChange.Added);
            afterLine += passed.Count(line => line.Kind != LineChange.Removed);
        }
    }
}
