using System.Text;

namespace DeepFlow.Engine.Tasks;

/// <summary>
/// The words by which tasks are found. They are cut and lower-cased here and not by PostgreSQL, whose notion of a letter
/// depends on the server's locale: a search so finds the same on every server.
/// </summary>
public static class SearchWords
{
    /// <summary>What is beyond this many characters of a text is not searched.</summary>
    private const int LongestText = 4_000;

    private const int LongestWord = 100;
    private const int MostWords = 10;

    /// <summary>The runs of letters and digits in a text, in lower case, with a space between: <c>Fashion_MLP@3</c> is <c>fashion mlp 3</c>.</summary>
    public static string Of(string text) => string.Join(' ', Split(text));

    /// <summary>A query (of <c>to_tsquery</c>) for texts in which every word of the search begins a word; null where the search holds no word.</summary>
    public static string? Query(string search)
    {
        var words = Split(search).Distinct(StringComparer.Ordinal).Take(MostWords).ToList();
        return words.Count == 0 ? null : string.Join(" & ", words.Select(w => $"'{w}':*"));
    }

    private static IEnumerable<string> Split(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in Shorten(text, LongestText).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) word.Append(Rune.ToLowerInvariant(rune));
            else if (word.Length > 0)
            {
                yield return Shorten(word.ToString(), LongestWord);
                word.Clear();
            }
        }
        if (word.Length > 0) yield return Shorten(word.ToString(), LongestWord);
    }

    /// <summary>At most so many characters, and never half of one.</summary>
    internal static string Shorten(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
