using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace DeepFlow.Engine.Instances;

/// <summary>
/// The nodes of an instance that changed lately, as JSON inside its row, the newest first. Most runs never need another
/// place; when it grows too long, the older ones move to rows of <c>node_state</c>, several at once.
/// </summary>
/// <param name="Moved">How many characters have moved there so far.</param>
internal sealed record RecentNodes(ImmutableArray<RecentNodes.Stored> Newest, string Json, int Moved = 0)
{
    /// <summary>Every transition rewrites the row: beyond so many characters a row for each node is cheaper.</summary>
    private const int Longest = 1500;

    public readonly record struct Stored(string Node, string State);

    public static RecentNodes None { get; } = new([], "{}");

    public static RecentNodes Of(string json, int moved)
    {
        using var document = JsonDocument.Parse(json);
        return new([.. document.RootElement.EnumerateObject().Select(p => new Stored(p.Name, p.Value.GetRawText()))], json, moved);
    }

    /// <returns>The column with <paramref name="changed"/> in front, and the nodes that it has no room for.</returns>
    public (RecentNodes Recent, ImmutableArray<Stored> Moved) With(ImmutableArray<Stored> changed)
    {
        if (changed.IsEmpty) return (this, []);
        var joined = ImmutableArray.CreateBuilder<Stored>(changed.Length + Newest.Length);
        joined.AddRange(changed);
        foreach (var node in Newest)
            if (!Holds(changed, node.Node)) joined.Add(node);
        var all = joined.ToImmutable();
        if (LengthOf(all) <= Longest) return (new(all, JsonOf(all), Moved), []);
        // Half is left free: otherwise each further transition would move one node.
        var kept = 0;
        for (var length = 2; kept < all.Length && (length += LengthOf(all[kept])) <= Longest / 2;) kept++;
        var recent = all[..kept];
        return (new(recent, JsonOf(recent), Moved + LengthOf(all[kept..])), all[kept..]);
    }

    private static bool Holds(ImmutableArray<Stored> nodes, string name)
    {
        foreach (var node in nodes)
            if (node.Node == name) return true;
        return false;
    }

    private static int LengthOf(ImmutableArray<Stored> nodes)
    {
        var length = 2;
        foreach (var node in nodes) length += LengthOf(node);
        return length;
    }

    private static int LengthOf(Stored node) => node.Node.Length + node.State.Length + 4;

    private static string JsonOf(ImmutableArray<Stored> nodes)
    {
        var json = new StringBuilder(LengthOf(nodes)).Append('{');
        foreach (var node in nodes)
            json.Append(json.Length > 1 ? "," : "").Append('"').Append(JsonEncodedText.Encode(node.Node)).Append("\":").Append(node.State);
        return json.Append('}').ToString();
    }
}
