using System.Net;
using DeepFlow.Engine.Instances;

namespace DeepFlow.Server.Api;

/// <summary>Where the API listens.</summary>
public sealed record ApiOptions
{
    public const int UsualPort = 5480;

    /// <summary>A loopback address, or <c>localhost</c>.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>0: any free port; <see cref="ApiServer.Address"/> tells which.</summary>
    public int Port { get; init; } = UsualPort;

    /// <summary>The folder of the built designer, served at <c>/</c>; null: there is none, and <c>/</c> leads to the API's reference.</summary>
    public string? Pages { get; init; }

    /// <summary>The folder of the pipelines that the demo runs; null: no demo is offered.</summary>
    public string? Demo { get; init; }

    /// <summary>How long a stream of events may be silent before a comment shows that it lives.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    internal IPEndPoint EndPoint()
    {
        if (Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            throw new EngineException("bad_port", $"There is no port {Port}; choose one from 1 to {IPEndPoint.MaxPort}, or 0 for any that is free.");
        if (LoopbackAddress() is not { } address)
            throw new EngineException("not_loopback",
                $"DeepFlow will not listen on {Address}: it has no sign-in yet and believes who a request says it is from, so it listens on this machine only. Leave the address out, or use 127.0.0.1.");
        return new IPEndPoint(address, Port);
    }

    private IPAddress? LoopbackAddress() =>
        Address.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address) ? address
        : null;
}
