using DeepFlow.Workflows.Definitions;
using SkiaSharp;

namespace DeepFlow.Deployment.Serving;

/// <summary>Pictures in files (PNG, JPEG and what else Skia reads) to the numbers that a model takes, and back.</summary>
public static class Picture
{
    private const double RedShare = 0.299, GreenShare = 0.587, BlueShare = 0.114;   // ITU-R BT.601

    /// <summary>Pixels 0..255, channel by channel, row by row; a coloured picture becomes grey where the model takes one channel.</summary>
    /// <exception cref="RefusedException"><c>unreadable_image</c>, <c>wrong_size</c>.</exception>
    internal static float[] Read(ReadOnlySpan<byte> file, ImageItem wanted)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            throw Unreadable();
        }

        // Asked before decoding: a small file may claim to be a picture of gigabytes.
        if ((codec.Info.Width, codec.Info.Height) != (wanted.Width, wanted.Height))
        {
            throw new RefusedException(
                "wrong_size", $"The picture is {codec.Info.Width} x {codec.Info.Height}; the model takes {wanted.Width} x {wanted.Height}. Resize it first.");
        }

        using var bitmap = new SKBitmap(new SKImageInfo(wanted.Width, wanted.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            throw Unreadable();
        }

        return PixelsOf(bitmap.Pixels, wanted);
    }

    /// <summary>A PNG file of an item.</summary>
    /// <param name="item">Bytes 0..255, channel by channel, row by row.</param>
    public static byte[] ToPng(ReadOnlySpan<byte> item, ImageItem type)
    {
        var area = type.Width * type.Height;
        var pixels = new SKColor[area];
        for (var at = 0; at < area; at++)
        {
            pixels[at] = type.Channels == 1 ? new SKColor(item[at], item[at], item[at]) : new SKColor(item[at], item[at + area], item[at + (2 * area)]);
        }

        using var bitmap = new SKBitmap(new SKImageInfo(type.Width, type.Height, SKColorType.Rgba8888, SKAlphaType.Opaque)) { Pixels = pixels };
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }

    private static float[] PixelsOf(SKColor[] colors, ImageItem wanted)
    {
        if (wanted.Channels == 1)
        {
            return Array.ConvertAll(colors, color => (float)Math.Round((RedShare * color.Red) + (GreenShare * color.Green) + (BlueShare * color.Blue)));
        }

        return [.. colors.Select(color => (float)color.Red), .. colors.Select(color => (float)color.Green), .. colors.Select(color => (float)color.Blue)];
    }

    private static RefusedException Unreadable() => new("unreadable_image", "The body is no picture that can be read; send a PNG or JPEG file, or JSON with \"pixels\".");
}
