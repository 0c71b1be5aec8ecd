namespace DeepFlow.Language.Graph;

/// <summary>
/// Which node of a picture is which of the picture before an edit. Steps are told by their names; what has none, by what it says
/// and holds, then by its place among its kind.
/// </summary>
public static class PictureMatch
{
    /// <returns>The new id of each node of <paramref name="before"/> that is still there.</returns>
    public static IReadOnlyDictionary<string, string> Between(Picture before, Picture after)
    {
        var matched = new Dictionary<string, string>(StringComparer.Ordinal);
        var free = after.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        Take(node => node.Id.Contains('#') ? null : node.Id);
        Take(node => $"{node.Kind}|{node.Text}|{Held(node)}");
        Take(node => $"{node.Kind}|{node.Text}");
        Take(node => $"{node.Kind}|{Held(node)}");
        Take(node => node.Id);
        return matched;

        string Held(PictureNode node)
        {
            var picture = before.Nodes.Contains(node) ? before : after;
            return string.Join(' ', picture.Nodes.Where(inner => !inner.Id.Contains('#') && inner.Blocks.Any(block => block == node.Id || block.StartsWith(node.Id + "/", StringComparison.Ordinal)))
                .Select(inner => inner.Id));
        }

        void Take(Func<PictureNode, string?> content)
        {
            var wanted = free.Values.OrderBy(node => after.Nodes.ToList().IndexOf(node)).ToLookup(content);
            foreach (var group in before.Nodes.Where(node => !matched.ContainsKey(node.Id)).GroupBy(content).Where(group => group.Key is not null))
            {
                foreach (var (old, now) in group.Zip(wanted[group.Key]))
                {
                    matched[old.Id] = now.Id;
                    free.Remove(now.Id);
                }
            }
        }
    }
}
