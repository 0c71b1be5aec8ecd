using CsCheck;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Tests.Fuzz;

/// <summary>Programs of the corpus after one to a dozen accidents: to characters, to words, to lines, and between two files.</summary>
internal static class Mutations
{
    private static readonly string[] Texts = [.. Corpus.All.Select(Corpus.Read)];

    private static readonly string[] Words =
    [
        .. Texts.SelectMany(text => Tokens.Read(new SourceText("a", text), new TextSpan(0, text.Length), new DiagnosticBag()).Items)
            .Select(token => token.Text).Distinct(StringComparer.Ordinal),
        "\"", "'", "\"\"\"", "${", "//", "///", "\u0000", "\uFEFF", "\uD800", "é", "🧪", "\r", "\t", "9999999999999999999999", "1e999", "0x", "1..2..3", "->->", "@at(1,2)",
    ];

    public static Gen<string> Any { get; } = Gen.Select(Gen.Int[0, Texts.Length - 1], Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 12])
        .Select((text, seed, changes) => Mutate(Texts[text], new Random(seed), changes));

    /// <summary>A program of the corpus, then what becomes of it accident by accident.</summary>
    public static Gen<IReadOnlyList<string>> Chain { get; } = Gen.Select(Gen.Int[0, Texts.Length - 1], Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 8])
        .Select((text, seed, changes) =>
        {
            var (random, chain) = (new Random(seed), new List<string> { Texts[text] });
            for (var i = 0; i < changes; i++)
            {
                chain.Add(Mutate(chain[^1], random, 1));
            }

            return (IReadOnlyList<string>)chain;
        });

    private static string Mutate(string text, Random random, int changes)
    {
        for (var i = 0; i < changes; i++)
        {
            var at = random.Next(text.Length + 1);
            var end = Math.Min(text.Length, at + random.Next(1, 40));
            text = random.Next(10) switch
            {
                0 => text.Remove(at, end - at),
                1 => text.Insert(at, text[at..end]),
                2 or 3 => text.Insert(at, Words[random.Next(Words.Length)]),
                4 => text[..at] + Words[random.Next(Words.Length)] + text[end..],
                5 => Lines(text, random, (lines, line) => lines.RemoveAt(line)),
                6 => Lines(text, random, (lines, line) => lines.Insert(random.Next(lines.Count), lines[line])),
                7 => text[..at] + Other(random),
                8 => text.Insert(at, string.Concat(Enumerable.Repeat(Words[random.Next(Words.Length)], random.Next(1, 200)))),
                _ => at < text.Length ? text[..at] + (char)random.Next(1, 0xFFFF) + text[(at + 1)..] : text,
            };
        }

        return text.Length > 40_000 ? text[..40_000] : text;
    }

    private static string Other(Random random)
    {
        var other = Texts[random.Next(Texts.Length)];
        return other[random.Next(other.Length + 1)..];
    }

    private static string Lines(string text, Random random, Action<List<string>, int> change)
    {
        var lines = text.Split('\n').ToList();
        change(lines, random.Next(lines.Count));
        return string.Join('\n', lines);
    }
}
