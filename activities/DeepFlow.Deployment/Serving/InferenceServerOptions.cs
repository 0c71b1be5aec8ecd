using System.Net;

namespace DeepFlow.Deployment.Serving;

/// <summary>What to serve, and where.</summary>
/// <param name="Package">Path of the package file.</param>
public sealed record InferenceServerOptions(string Package)
{
    /// <summary>Loopback unless said otherwise: anyone who reaches the address may ask.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>Larger requests are answered 413. 16 MiB by default.</summary>
    public long LargestBody { get; init; } = 16 << 20;
}
