using System.Globalization;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>Schedules of five fields: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday).</summary>
internal static class Cron
{
    private static readonly (string Name, int Least, int Most)[] Fields =
        [("minute", 0, 59), ("hour", 0, 23), ("day of the month", 1, 31), ("month", 1, 12), ("day of the week", 0, 7)];

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Why the schedule is none, or never fires; null where it is good.</summary>
    public static string? Explain(string schedule)
    {
        var parts = schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != Fields.Length)
        {
            return $"it has {parts.Length} fields, not the five for minute, hour, day of the month, month and day of the week";
        }

        var values = new List<int>[Fields.Length];
        for (var i = 0; i < Fields.Length; i++)
        {
            if (Values(parts[i], i) is not { } found)
            {
                var (name, least, most) = Fields[i];
                return $"`{parts[i]}` is no {name}: that is {least} to {most}, a list `1,3`, a span `1-5`, a step `*/5` or `*`";
            }

            values[i] = found;
        }

        // A month's last possible day; with a day of the week beside it, either is enough.
        var fires = parts[4] != "*" || values[3].Any(month => values[2].Any(day => day <= DateTime.DaysInMonth(2024, month)));
        return fires ? null : "no month that it names has such a day, so it would never fire";
    }

    private static List<int>? Values(string field, int index)
    {
        var values = new List<int>();
        foreach (var part in field.Split(','))
        {
            var slash = part.Split('/');
            var step = 1;
            if (slash.Length > 2 || (slash.Length == 2 && (!TryParse(slash[1], out step) || step < 1)))
            {
                return null;
            }

            var (_, least, most) = Fields[index];
            var ends = slash[0] == "*" ? [] : slash[0].Split('-');
            int? low = slash[0] == "*" ? least : Number(ends[0], index);
            int? high = slash[0] == "*" || (ends.Length == 1 && slash.Length == 2) ? most : ends.Length <= 2 ? Number(ends[^1], index) : null;
            if (low is null || high is null || low > high)
            {
                return null;
            }

            for (var value = low.Value; value <= high; value += step)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private static int? Number(string text, int index)
    {
        var names = index == 3 ? Months : index == 4 ? Days : [];
        var named = Array.FindIndex(names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
        {
            return index == 3 ? named + 1 : named;
        }

        var (_, least, most) = Fields[index];
        return TryParse(text, out var number) && number >= least && number <= most ? number : null;
    }

    private static bool TryParse(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
