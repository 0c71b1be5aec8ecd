using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using DeepFlow.Engine.Instances;

namespace DeepFlow.Engine.Notifications;

/// <summary>
/// Which addresses a webhook may have. The server stands inside a network, and who may add a webhook must not reach by it
/// what only the server can: the machine itself, its neighbours, a cloud's metadata service. A name is judged by the
/// addresses that it has at the moment of connecting.
/// </summary>
internal static class WebhookAddress
{
    private static readonly ImmutableArray<IPNetwork> NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether a notice may go to an address.</summary>
    /// <param name="allowed">Networks that the installation allows though they are not public.</param>
    public static bool IsAllowed(IPAddress address, ImmutableArray<IPNetwork> allowed)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.ScopeIdOrZero() != 0) address = new IPAddress(address.GetAddressBytes());
        return allowed.Any(n => n.Contains(address)) || !NotPublic.Any(n => n.Contains(address));
    }

    /// <exception cref="EngineException"><c>bad_address</c> or <c>address_refused</c></exception>
    public static Uri Check(string text, ImmutableArray<IPNetwork> allowed)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || text.Length > 2_000)
            throw new EngineException("bad_address", "A webhook's address is a URL like https://example.org/hooks/deepflow, without a user, a password or a #fragment.");
        if (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && !IsAllowed(address, allowed) || uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !IsAllowed(IPAddress.Loopback, allowed))
            throw Refused(uri.Host);
        return uri;
    }

    public static EngineException Refused(string host) => new("address_refused",
        $"{host} is not a public address, and this installation does not allow it for webhooks (DEEPFLOW_WEBHOOK_ALLOW).", EngineProblem.Forbidden);

    private static long ScopeIdOrZero(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
}
