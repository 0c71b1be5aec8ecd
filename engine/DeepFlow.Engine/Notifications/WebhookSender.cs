using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace DeepFlow.Engine.Notifications;

/// <summary>Posts notices to webhooks: signed, without following redirects, and only to addresses that are allowed when it connects.</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly NotificationOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    public WebhookSender(NotificationOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, // a proxy would resolve the name, out of our sight
            AutomaticDecompression = DecompressionMethods.None, MaxResponseHeadersLength = 16, ConnectTimeout = options.Timeout, ConnectCallback = ConnectAsync,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="DeliveryFailure">It was not taken.</exception>
    public async Task SendAsync(Delivery delivery, CancellationToken cancellation)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Address) { Content = new StringContent(delivery.Text, Encoding.UTF8, "application/json") };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("DeepFlow", "1"));
        request.Headers.Add("webhook-id", delivery.Id.ToString());
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(delivery.Secret!, delivery.Id, timestamp, delivery.Text));
        using var patience = new CancellationTokenSource(options.Timeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            // Headers are all that matters; a body that never ends is never read.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
                throw new DeliveryFailure($"{request.RequestUri!.Host} answered {(int)response.StatusCode}{(IsRedirect(response) ? "; redirects are not followed" : "")}.", final: response.StatusCode == HttpStatusCode.Gone);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DeliveryFailure($"{request.RequestUri!.Host} did not answer within {options.Timeout.TotalSeconds:0.#} s.");
        }
        catch (HttpRequestException e)
        {
            throw e.InnerException as DeliveryFailure ?? new DeliveryFailure($"{request.RequestUri!.Host} cannot be reached: {e.InnerException?.Message ?? e.Message}");
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var known = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);
        var allowed = known.Where(a => WebhookAddress.IsAllowed(a, options.AllowedNetworks)).ToArray();
        if (allowed.Length == 0) throw new DeliveryFailure(WebhookAddress.Refused(host).Message);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsRedirect(HttpResponseMessage response) => (int)response.StatusCode is >= 300 and < 400;

    public void Dispose() => client.Dispose();
}
