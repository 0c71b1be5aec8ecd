using System.Text.RegularExpressions;

namespace DeepFlow.Language.Services.Snippets;

/// <summary>
/// A piece of a program to start from. Each is a file beside this one: a first line <c>// place: what it is</c>, then the text with
/// places to fill in (<c>${1:name}</c>). Filled with what they propose, all of them compile.
/// </summary>
/// <param name="Place"><c>file</c> for declarations, <c>statement</c> for what stands in a pipeline.</param>
internal sealed partial record Snippet(string Label, string Place, string Detail, string Body)
{
    public static IReadOnlyList<Snippet> All { get; } = [.. ReadAll()];

    /// <summary>The text with every place filled in as proposed.</summary>
    public string Plain => Placeholder().Replace(Body, match => match.Groups["proposal"].Value);

    private static IEnumerable<Snippet> ReadAll()
    {
        var assembly = typeof(Snippet).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".snippet", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var head = reader.ReadLine()!.TrimStart('/', ' ').Split(": ", 2);
            var label = name.Split('.')[^2];
            yield return new Snippet(label, head[0], head[1], reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd());
        }
    }

    [GeneratedRegex(@"\$\{[0-9]+(:(?<proposal>[^}]*))?\}")]
    private static partial Regex Placeholder();
}
