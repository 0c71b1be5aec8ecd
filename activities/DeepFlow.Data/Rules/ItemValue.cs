using System.Runtime.InteropServices;
using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Rules;

/// <summary>
/// The <c>item</c> of a rule: the numbers of one item, of which functions compute only what is asked for. As a list of
/// values a picture would cost a thousand times more.
/// </summary>
internal sealed record ItemValue(ReadOnlyMemory<byte> Bytes, ElementType Element) : NativeValue
{
    public override Value Apply(string function) => (Element, function) switch
    {
        (ElementType.Byte, "length" or "count") => Of(Bytes.Length),
        (ElementType.Float, "length" or "count") => Of(Bytes.Length / sizeof(float)),
        (ElementType.Byte, "max") => Of(Range(Bytes.Span).High),
        (ElementType.Byte, "min") => Of(Range(Bytes.Span).Low),
        (ElementType.Byte, "spread") => Of(Range(Bytes.Span).High - Range(Bytes.Span).Low),
        (ElementType.Byte, "sum") => Of(Sum(Bytes.Span)),
        (ElementType.Byte, "mean") => Of((double)Sum(Bytes.Span) / Bytes.Length),
        (ElementType.Float, "max") => Of((double)Range(Floats).High),
        (ElementType.Float, "min") => Of((double)Range(Floats).Low),
        (ElementType.Float, "spread") => Of((double)Range(Floats).High - Range(Floats).Low),
        (ElementType.Float, "sum") => Of(Sum(Floats)),
        (ElementType.Float, "mean") => Of(Sum(Floats) / Floats.Length),
        _ => Missing,
    };

    private ReadOnlySpan<float> Floats => MemoryMarshal.Cast<byte, float>(Bytes.Span);

    private static (T Low, T High) Range<T>(ReadOnlySpan<T> numbers)
        where T : struct, IComparable<T>
    {
        var (low, high) = (numbers[0], numbers[0]);
        foreach (var number in numbers)
        {
            if (number.CompareTo(low) < 0)
            {
                low = number;
            }
            else if (number.CompareTo(high) > 0)
            {
                high = number;
            }
        }

        return (low, high);
    }

    private static long Sum(ReadOnlySpan<byte> numbers)
    {
        long sum = 0;
        foreach (var number in numbers)
        {
            sum += number;
        }

        return sum;
    }

    private static double Sum(ReadOnlySpan<float> numbers)
    {
        double sum = 0;
        foreach (var number in numbers)
        {
            sum += number;
        }

        return sum;
    }
}
