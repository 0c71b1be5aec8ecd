using System.Globalization;

namespace DeepFlow.Cli.Output;

/// <summary>How ids, moments and durations read in tables.</summary>
internal static class Form
{
    private const int ShortIdLength = 8;

    /// <summary>The end of an id, which tells apart what started at the same time; every command takes it for the whole.</summary>
    public static string Short(Guid id) => id.ToString("D")[^ShortIdLength..];

    public static string Moment(DateTimeOffset moment) => moment.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>How long something took or has taken so far: <c>41s</c>, <c>2m05s</c>, <c>3h12m</c>.</summary>
    public static string Took(DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from is not { } start)
        {
            return "";
        }

        var time = (to ?? DateTimeOffset.UtcNow) - start;
        return time.TotalMinutes < 1 ? $"{Math.Max(0, time.TotalSeconds):0}s"
            : time.TotalHours < 1 ? $"{(int)time.TotalMinutes}m{time.Seconds:00}s"
            : $"{(int)time.TotalHours}h{time.Minutes:00}m";
    }

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    /// <summary>The thing whose id begins or ends with what the user typed.</summary>
    public static IEnumerable<T> Matching<T>(IEnumerable<T> things, Func<T, Guid> id, string typed)
    {
        var wanted = typed.ToLowerInvariant();
        return things.Where(thing => id(thing).ToString("D") is var text && (text.StartsWith(wanted, StringComparison.Ordinal) || text.EndsWith(wanted, StringComparison.Ordinal)));
    }
}
