using CsCheck;

namespace DeepFlow.Language.Tests.Format;

/// <summary>The corpus as careless people would have laid it out, and as it is while it is typed.</summary>
internal static class Layouts
{
    /// <summary>Programs that parse, with spaces, blank lines and comments put in or taken out where they mean nothing.</summary>
    public static Gen<string> Any { get; } = Gen.Select(Gen.Int[0, Corpus.Shipped.Count - 1].Select(i => Corpus.Shipped[i]), Gen.Int[0, 1_000_000], Gen.Int[1, 60]).Select(
        (file, seed, changes) => Disturb(Corpus.Read(file), new Random(seed), changes));

    /// <summary>Programs with characters taken out, put in or cut off.</summary>
    public static Gen<string> Broken { get; } = Gen.Select(Gen.Int[0, Corpus.All.Count - 1].Select(i => Corpus.All[i]), Gen.Int[0, 1_000_000], Gen.Int[1, 6]).Select(
        (file, seed, changes) => Break(Corpus.Read(file), new Random(seed), changes));

    public static string Break(string text, Random random, int changes)
    {
        const string signs = "(){}[]\"'$\\\n:,.|<>?=-+*/%@#é 1a";
        for (var i = 0; i < changes && text.Length > 1; i++)
        {
            var at = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)),
                1 => text.Insert(at, string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => signs[random.Next(signs.Length)]))),
                2 => text[..at] + text[at..].Replace('\n', ' '),
                _ => i == 0 ? text[..at] : text.Remove(at, 1),
            };
        }

        return text;
    }

    private static string Disturb(string text, Random random, int changes)
    {
        var lines = text.Split('\n').ToList();
        for (var i = 0; i < changes; i++)
        {
            var at = random.Next(lines.Count);
            switch (random.Next(6))
            {
                case 0:
                    lines[at] = new string(' ', random.Next(12)) + lines[at].TrimStart();
                    break;
                case 1:
                    lines.Insert(at, random.Next(2) == 0 ? "" : new string(' ', random.Next(9)) + $"// remark {i}  ");
                    break;
                case 2 when !lines[at].Contains("//") && lines[at].Length > 0:
                    lines[at] += new string(' ', random.Next(1, 9)) + $"// at the end {i}";
                    break;
                case 3 when !lines[at].Contains('"') && !lines[at].Contains("//"):
                    lines[at] = lines[at].Replace(" = ", random.Next(2) == 0 ? "=" : "    =  ").Replace(", ", random.Next(2) == 0 ? "," : " ,\t");
                    break;
                case 4 when !lines[at].Contains('"') && !lines[at].Contains("//") && lines[at].Contains(", ") && lines[at].Contains('('):
                    var comma = lines[at].IndexOf(", ", StringComparison.Ordinal);
                    lines[at] = lines[at].Insert(comma + 1, "\n");
                    break;
                default:
                    lines[at] += random.Next(2) == 0 ? "   " : "\t";
                    break;
            }
        }

        return string.Join('\n', lines);
    }
}
