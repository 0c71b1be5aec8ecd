using System.Globalization;

namespace DeepFlow.Workflows.Values;

/// <summary>A number of bytes, written as <c>512Mi</c> or <c>8Gi</c>.</summary>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    private static readonly (string Unit, long Factor)[] Units = [("Ti", 1L << 40), ("Gi", 1L << 30), ("Mi", 1L << 20), ("Ki", 1L << 10)];

    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Reads <c>512Mi</c> or <c>1.5Gi</c>; a bare number is bytes.</summary>
    public static bool TryParse(string text, out ByteSize size)
    {
        var (unit, factor) = Units.FirstOrDefault(u => text.EndsWith(u.Unit, StringComparison.Ordinal), (Unit: "", Factor: 1L));
        var read = double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * factor < long.MaxValue;
        size = new(read ? (long)(number * factor) : 0);
        return read;
    }

    public override string ToString()
    {
        foreach (var (unit, factor) in Units)
            if (Bytes >= factor) return (Bytes / (double)factor).ToString("0.##", CultureInfo.InvariantCulture) + unit;
        return Bytes.ToString(CultureInfo.InvariantCulture) + "B";
    }
}

/// <summary>A range of numbers with both ends, as an activity receives it.</summary>
public readonly record struct ValueRange<T>(T Low, T High) where T : struct;
