using System.Text;

namespace DeepFlow.Server.Sources.Differences;

/// <summary>Two changes of one text laid together.</summary>
/// <param name="Text">Where both touch the same lines, it holds both between git's markers.</param>
/// <param name="Overlaps">Whether there are such lines.</param>
internal sealed record ThreeWayMerge(string Text, bool Overlaps)
{
    public static ThreeWayMerge Of(string origin, string mine, string theirs)
    {
        var (o, m, t) = (LineDiff.LinesOf(origin), LineDiff.LinesOf(mine), LineDiff.LinesOf(theirs));
        var inMine = LineDiff.Common(o, m).ToDictionary(pair => pair.Before, pair => pair.After);
        var inTheirs = LineDiff.Common(o, t).ToDictionary(pair => pair.Before, pair => pair.After);
        var text = new StringBuilder();
        var overlaps = false;
        var (atO, atM, atT) = (0, 0, 0);
        // Lines that all three have keep the texts in step; what lies between two of them was changed by one, by both, or by none.
        foreach (var line in Enumerable.Range(0, o.Length).Where(line => inMine.ContainsKey(line) && inTheirs.ContainsKey(line)).Append(o.Length))
        {
            var (toM, toT) = line == o.Length ? (m.Length, t.Length) : (inMine[line], inTheirs[line]);
            var (was, ours, others) = (string.Concat(o[atO..line]), string.Concat(m[atM..toM]), string.Concat(t[atT..toT]));
            if (ours == others || others == was) text.Append(ours);
            else if (ours == was) text.Append(others);
            else
            {
                overlaps = true;
                text.Append("<<<<<<< mine\n").Append(Closed(ours)).Append("=======\n").Append(Closed(others)).Append(">>>>>>> theirs\n");
            }
            if (line < o.Length) text.Append(o[line]);
            (atO, atM, atT) = (line + 1, toM + 1, toT + 1);
        }
        return new(text.ToString(), overlaps);
    }

    private static string Closed(string lines) => lines.Length == 0 || lines.EndsWith('\n') ? lines : lines + "\n";
}
