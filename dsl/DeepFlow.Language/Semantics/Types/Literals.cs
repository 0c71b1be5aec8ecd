using System.Globalization;
using System.Text.RegularExpressions;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Language.Semantics.Types;

/// <summary>What a number with its letters means: <c>80%</c> is exactly 0.8, <c>2h30m</c> a duration, <c>512Mi</c> a size.</summary>
internal static partial class Literals
{
    /// <summary>Units that people write elsewhere, and what they are here.</summary>
    private static readonly Dictionary<string, string> Foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sec"] = "s", ["secs"] = "s", ["second"] = "s", ["seconds"] = "s",
        ["min"] = "m", ["mins"] = "m", ["minute"] = "m", ["minutes"] = "m",
        ["hr"] = "h", ["hrs"] = "h", ["hour"] = "h", ["hours"] = "h",
        ["day"] = "d", ["days"] = "d", ["week"] = "w", ["weeks"] = "w",
        ["msec"] = "ms", ["millis"] = "ms", ["K"] = "Ki", ["KB"] = "Ki", ["KiB"] = "Ki", ["MB"] = "Mi", ["MiB"] = "Mi",
        ["G"] = "Gi", ["GB"] = "Gi", ["GiB"] = "Gi", ["T"] = "Ti", ["TB"] = "Ti", ["TiB"] = "Ti", ["percent"] = "%", ["pct"] = "%",
    };

    private static readonly Dictionary<string, long> Sizes = new(StringComparer.Ordinal)
    {
        ["Ki"] = 1L << 10, ["Mi"] = 1L << 20, ["Gi"] = 1L << 30, ["Ti"] = 1L << 40,
    };

    /// <summary>The literal's value and type, or a null value with what was probably meant (or null).</summary>
    public static (Value? Value, DslType Type, string? Meant) Read(string text)
    {
        var match = Parts().Match(text.Replace("_", "", StringComparison.Ordinal));
        var (digits, unit) = (match.Groups["number"].Value, match.Groups["unit"].Value);
        if (match.Success && unit is "" or "%" && ReadNumber(digits, unit) is { } number)
        {
            return number;
        }

        if (match.Success && Sizes.TryGetValue(unit, out var factor)
            && decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            && amount < 1_000_000_000 && amount * factor is var bytes && bytes == decimal.Truncate(bytes) && bytes <= long.MaxValue)
        {
            return (Value.Of(new ByteSize((long)bytes)), DslType.Size, null);
        }

        return DurationText.TryParse(text.Replace("_", "", StringComparison.Ordinal), out var duration)
            ? (Value.Of(duration), DslType.Duration, null)
            : (null, DslType.Any, Meant(digits, unit));
    }

    /// <summary>The letters behind the digits, for messages.</summary>
    public static string UnitOf(string text) => Parts().Match(text.Replace("_", "", StringComparison.Ordinal)).Groups["unit"].Value;

    private static (Value? Value, DslType Type, string? Meant)? ReadNumber(string digits, string unit)
    {
        if (unit == "%")
        {
            return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
                ? (Value.Of((double)(percent / 100m)), DslType.Percent, null)
                : null;
        }

        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
        {
            return (Value.Of(whole), DslType.Int, null);
        }

        var isReal = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real);
        return isReal && digits.AsSpan().IndexOfAny('.', 'e', 'E') >= 0 ? (Value.Of(real), DslType.Float, null) : null;
    }

    private static string? Meant(string digits, string unit)
    {
        if (Foreign.TryGetValue(unit, out var here))
        {
            return digits + here;
        }

        // 1.5h: durations are made of whole numbers.
        var isFraction = decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount);
        if (isFraction && amount is > 0 and < 1_000_000 && DurationText.TryParse("1" + unit, out var one))
        {
            return DurationText.Format(TimeSpan.FromTicks((long)(amount * one.Ticks)));
        }

        return null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)(?<unit>[A-Za-z0-9]*%?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
