using System.Text.Json;
using DeepFlow.Workflows;
using Microsoft.AspNetCore.Http;

namespace DeepFlow.Deployment.Serving;

/// <summary><c>POST /predict</c>: one picture in, its label out.</summary>
internal static class PredictRoute
{
    /// <param name="body">A picture's file, or JSON <c>{"pixels": [...]}</c> with 0..255, nested or flat. Told apart by their first byte, for clients that send no content type.</param>
    /// <exception cref="RefusedException">The body is neither, or does not fit the model.</exception>
    public static PredictAnswer Answer(InferenceModel model, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            throw new RefusedException("empty_body", "The body is empty; send a PNG or JPEG file, or JSON with \"pixels\".");
        }

        var probabilities = model.Probabilities(LooksLikeJson(body.Span) ? FromJson(model, body) : Picture.Read(body.Span, model.Input));
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return new PredictAnswer(
            model.Labels[best].Name,
            model.Labels[best].Display ?? model.Labels[best].Name,
            probabilities[best],
            model.Labels.Zip(probabilities).ToDictionary(pair => pair.First.Name, pair => pair.Second),
            model.Manifest.Id);
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> body)
    {
        var text = body.TrimStart(" \t\r\n"u8);
        return !text.IsEmpty && text[0] is (byte)'{' or (byte)'[';
    }

    private static float[] FromJson(InferenceModel model, ReadOnlyMemory<byte> body)
    {
        using var document = Json.Parse(body);
        var root = document.RootElement;
        var pixels = root.ValueKind == JsonValueKind.Object
            ? root.TryGetProperty("pixels", out var found) ? found : throw new RefusedException("wrong_shape", "The JSON holds no \"pixels\".")
            : root;
        return PixelNumbers.Read(pixels, model.ItemSize);
    }
}

/// <param name="Label">As the data set declares it.</param>
/// <param name="Display">As people read it.</param>
/// <param name="Probability">Of the label, 0..1.</param>
/// <param name="Probabilities">Of every label; their sum is 1.</param>
/// <param name="Model">The model version that answered: <c>fashion@3</c>.</param>
public sealed record PredictAnswer(string Label, string Display, float Probability, IReadOnlyDictionary<string, float> Probabilities, string Model);

internal static class Json
{
    /// <exception cref="RefusedException"><c>bad_json</c></exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new RefusedException("bad_json", $"The body is no JSON: {exception.Message}");
        }
    }
}
