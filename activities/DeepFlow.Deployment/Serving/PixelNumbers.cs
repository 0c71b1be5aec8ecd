using System.Text.Json;

namespace DeepFlow.Deployment.Serving;

/// <summary>Numbers of a JSON array, nested or flat.</summary>
internal static class PixelNumbers
{
    private const int DeepestNesting = 8;

    /// <summary>All numbers in order. How they are nested does not matter; their count and range do.</summary>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="RefusedException"><c>wrong_shape</c>, <c>bad_pixel</c>.</exception>
    public static float[] Read(JsonElement data, int count)
    {
        var numbers = new List<float>();   // not sized by the count, which the sender claims
        Add(data, numbers, DeepestNesting);
        return numbers.Count == count
            ? [.. numbers]
            : throw new RefusedException("wrong_shape", $"There are {numbers.Count} pixels where {count} belong.");
    }

    private static void Add(JsonElement element, List<float> numbers, int depth)
    {
        if (element.ValueKind == JsonValueKind.Array && depth > 0)
        {
            foreach (var item in element.EnumerateArray())
            {
                Add(item, numbers, depth - 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.Number && element.GetDouble() is >= 0 and <= 255 and var pixel)
        {
            numbers.Add((float)pixel);
        }
        else
        {
            var text = element.GetRawText();
            throw new RefusedException("bad_pixel", $"Pixel {numbers.Count} is {(text.Length > 40 ? text[..40] + "..." : text)}; pixels are numbers from 0 to 255.");
        }
    }
}
