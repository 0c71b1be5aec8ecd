using System.Text;
using DeepFlow.Engine.Instances;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Workflows.Objects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Objects;

/// <summary>What steps made for people to look at: pictures and texts. A browser shows them and never runs anything in them.</summary>
internal static class ObjectRoutes
{
    private const int HashLength = 64;
    private const string NothingRuns = "default-src 'none'; sandbox";

    public static void Map(IEndpointRouteBuilder api, ObjectStore store) => api.MapGet("/objects/{hash}", (string hash, HttpContext context, CancellationToken cancellation) => GetAsync(hash, store, context, cancellation))
        .WithTags("Objects").WithName("getObject").WithSummary("The bytes of an object: a picture as what it is, a text as plain text, anything else as a download.")
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
        .ProducesProblems(StatusCodes.Status404NotFound);

    private static async Task<FileStreamHttpResult> GetAsync(string hash, ObjectStore store, HttpContext context, CancellationToken cancellation)
    {
        if (hash.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower) || !await store.ExistsAsync(hash, cancellation))
            throw new EngineException("unknown_object", $"There is no object {hash}.", EngineProblem.NotFound);
        var bytes = await store.OpenAsync(hash, cancellation);
        var start = new byte[512];
        var length = await bytes.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        await bytes.DisposeAsync();

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = NothingRuns;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, max-age=31536000, immutable"; // its name is the hash of its bytes
        return TypedResults.Stream(await store.OpenAsync(hash, cancellation), TypeOf(start.AsSpan(0, length)));
    }

    /// <summary>By the bytes, not by what somebody says they are: only what a browser cannot run has a type of its own.</summary>
    private static string TypeOf(ReadOnlySpan<byte> start) =>
        start is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] ? "image/png"
        : start is [0xff, 0xd8, 0xff, ..] ? "image/jpeg"
        : start.StartsWith("GIF8"u8) ? "image/gif"
        : start.Length > 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8) ? "image/webp"
        : IsText(start) ? "text/plain; charset=utf-8"
        : "application/octet-stream";

    // The start may end within a character.
    private static bool IsText(ReadOnlySpan<byte> start)
    {
        while (Rune.DecodeFromUtf8(start, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            if (Rune.IsControl(rune) && rune.Value is not ('\n' or '\r' or '\t')) return false;
            start = start[length..];
        }
        return start.Length < 4;
    }
}
