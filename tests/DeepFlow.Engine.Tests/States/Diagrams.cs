using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DeepFlow.Testing;

namespace DeepFlow.Engine.Tests.States;

internal sealed record Arrow(string From, string To)
{
    public override string ToString() => $"{From} --> {To}";
}

/// <summary>The diagrams of <c>engine/STATES.md</c>.</summary>
internal static partial class Diagrams
{
    private static readonly Lazy<string> Text = new(() => File.ReadAllText(Path.Combine(Repository.Root, "engine", "STATES.md")));

    /// <summary>The arrows under a heading; <c>[*]</c> is what is not there yet, or no more.</summary>
    public static ImmutableHashSet<Arrow> Of(string subject)
    {
        var section = Text.Value.Split("\n## ").Single(s => s.StartsWith(subject + "\n", StringComparison.Ordinal));
        return [.. Arrows().Matches(section).Select(m => new Arrow(m.Groups[1].Value, m.Groups[2].Value))];
    }

    [GeneratedRegex(@"^  (\S+) --> ([^\s:]+)", RegexOptions.Multiline)]
    private static partial Regex Arrows();
}
