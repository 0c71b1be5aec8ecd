using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Format;

/// <summary>Two texts that are much alike, as the edits that make one of the other.</summary>
internal static class LineEdits
{
    // How far ahead to look for where the texts agree again.
    private const int Reach = 40;

    public static IReadOnlyList<TextEdit> Between(string from, string to)
    {
        var (a, b) = (Lines(from), Lines(to));
        var edits = new List<TextEdit>();
        int i = 0, j = 0, offset = 0;
        while (i < a.Count || j < b.Count)
        {
            if (i < a.Count && j < b.Count && a[i] == b[j])
            {
                offset += a[i].Length;
                i++;
                j++;
                continue;
            }

            var (skipA, skipB) = FindAgreement(a, i, b, j);
            var removed = a.Skip(i).Take(skipA).Sum(line => line.Length);
            edits.Add(new TextEdit(new TextSpan(offset, removed), string.Concat(b.Skip(j).Take(skipB))));
            offset += removed;
            i += skipA;
            j += skipB;
        }

        return edits;
    }

    private static (int A, int B) FindAgreement(List<string> a, int i, List<string> b, int j)
    {
        for (var distance = 1; distance <= Reach; distance++)
        {
            for (var skipA = 0; skipA <= distance; skipA++)
            {
                var skipB = distance - skipA;
                var agree = i + skipA < a.Count && j + skipB < b.Count && a[i + skipA] == b[j + skipB] && a[i + skipA].Trim().Length > 0;
                if (agree || (i + skipA == a.Count && j + skipB == b.Count))
                {
                    return (skipA, skipB);
                }
            }
        }

        return (a.Count - i, b.Count - j);
    }

    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }
}
