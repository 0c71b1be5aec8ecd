using Npgsql;

namespace DeepFlow.Engine.Postgres;

/// <summary>A count that goes no further than it must: the exact number of a million rows helps nobody and costs a second.</summary>
/// <param name="More">There are more than <paramref name="Value"/>.</param>
public sealed record CappedCount(int Value, bool More)
{
    /// <summary>Counting stops here.</summary>
    public const int Most = 1_000;

    /// <summary>And here for each of many filters.</summary>
    public const int MostOfFilter = 100;

    /// <summary>Of each result that follows, its single number, counted to <see cref="Most"/> and one more.</summary>
    internal static async Task<IReadOnlyList<CappedCount>> ReadAllAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var counts = new List<CappedCount>();
        while (await reader.NextResultAsync(cancellation))
        {
            await reader.ReadAsync(cancellation);
            counts.Add(Of(reader.GetInt32(0), Most));
        }
        return counts;
    }

    internal static CappedCount Of(int found, int most) => new(Math.Min(found, most), found > most);
}
