using System.Globalization;
using System.Text;

namespace DeepFlow.Workflows.Values;

/// <summary>Durations as users write them: <c>2h30m</c>, <c>7d</c>, <c>20ms</c>.</summary>
public static class DurationText
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond), ("us", TimeSpan.TicksPerMicrosecond),
    ];

    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0s";
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        var rest = Math.Abs(duration.Ticks);
        foreach (var (unit, ticks) in Units)
        {
            var count = rest / ticks;
            if (count == 0) continue;
            text.Append(count.ToString(CultureInfo.InvariantCulture)).Append(unit);
            rest -= count * ticks;
        }
        return text.ToString();
    }

    /// <summary>Reads <c>2h30m</c>; units <c>w d h m s ms us</c>, each a whole number, largest first. False for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var negative = text.StartsWith("-");
        if (negative) text = text[1..];
        if (text.IsEmpty) return false;
        long total = 0;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || !long.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
            text = text[digits..];
            var letters = text.IndexOfAnyInRange('0', '9');
            var unit = letters < 0 ? text : text[..letters];
            if (TicksOf(unit) is not { } ticks) return false;
            try { total = checked(total + count * ticks); }
            catch (OverflowException) { return false; }
            text = text[unit.Length..];
        }
        duration = new TimeSpan(negative ? -total : total);
        return true;
    }

    private static long? TicksOf(ReadOnlySpan<char> unit)
    {
        if (unit is "w") return 7 * TimeSpan.TicksPerDay;
        foreach (var (name, ticks) in Units)
            if (unit.SequenceEqual(name)) return ticks;
        return null;
    }
}
