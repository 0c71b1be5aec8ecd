using Microsoft.AspNetCore.Http;

namespace DeepFlow.Server.Api.Requests;

/// <summary>How large a route's bodies may be. Kestrel's own limit would close the connection on whoever is still sending.</summary>
/// <param name="Bytes">The most.</param>
internal sealed record BodyLimit(int Bytes)
{
    /// <summary>Values that people fill in, never data.</summary>
    public static BodyLimit Usual { get; } = new(1 << 20);

    /// <summary>Whole texts, several of them where several files are open.</summary>
    public static BodyLimit Texts { get; } = new(16 << 20);

    public static int Of(HttpContext context) => (context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? Usual).Bytes;

    /// <summary>The whole body.</summary>
    /// <exception cref="BadHttpRequestException">It is larger, or broken off.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var most = Of(request.HttpContext);
        if (request.ContentLength > most) throw TooLarge();
        var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[16 << 10];
        while (await request.Body.ReadAsync(buffer, cancellation) is var read and > 0)
        {
            if (body.Length + read > most) throw TooLarge();
            body.Write(buffer, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static BadHttpRequestException TooLarge() => new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
