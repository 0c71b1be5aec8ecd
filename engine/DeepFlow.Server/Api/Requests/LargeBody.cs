using Microsoft.AspNetCore.Http.Metadata;

namespace DeepFlow.Server.Api.Requests;

/// <summary>Lets a route take whole texts, several of them where several files are open.</summary>
internal sealed class LargeBody : IRequestSizeLimitMetadata
{
    /// <summary>In bytes.</summary>
    public const int Largest = 16 << 20;

    public static LargeBody Allowed { get; } = new();

    public long? MaxRequestBodySize => Largest;
}
