using System.Globalization;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>What a suite has done and found, counted by name, in the order of the first count.</summary>
internal sealed class Tally
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, int> counts = [];

    public int this[string name] => counts.GetValueOrDefault(name);

    public void Add(string name, int more = 1)
    {
        if (!counts.ContainsKey(name)) names.Add(name);
        counts[name] = this[name] + more;
    }

    public override string ToString() => string.Join('\n', names.Select(n => string.Create(CultureInfo.InvariantCulture, $"{counts[n],8:N0}  {n}")));
}
