namespace DeepFlow.Learning.Networks;

/// <summary>
/// How raw pixels (0..255) become model input: linearly onto <paramref name="Low"/>..<paramref name="High"/>.
/// Training applies it to every batch and the exported model holds it, so that both see the same numbers.
/// </summary>
public sealed record PixelScale(double Low, double High)
{
    private const double LargestPixel = 255.0;

    public static PixelScale Unit { get; } = new(0, 1);

    /// <summary>What a pixel is multiplied with.</summary>
    public float Factor => (float)((High - Low) / LargestPixel);

    /// <summary>What is added after the multiplication.</summary>
    public float Offset => (float)Low;
}
