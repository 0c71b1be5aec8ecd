using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeepFlow.Testing;

/// <summary>A request as it came over the wire.</summary>
public sealed record Received(IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>An HTTP server on a socket that keeps what it is sent and answers what it is told to.</summary>
public sealed class HttpReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public HttpReceiver()
    {
        listener.Start();
        running = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook";

    public ConcurrentQueue<Received> Requests { get; } = new();

    /// <summary>Status line and further headers; null: says nothing at all.</summary>
    public string? Answer { get; set; } = "200 OK";

    private async Task AcceptAsync()
    {
        while (true)
        {
            try { _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)); }
            catch (OperationCanceledException) { return; }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            try
            {
                await reader.ReadLineAsync(stop.Token);
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(stop.Token) is { Length: > 0 } line) headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
                var body = new char[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)]; // ASCII in these tests
                await reader.ReadBlockAsync(body, stop.Token);
                Requests.Enqueue(new(headers, new string(body)));
                if (Answer is { } answer) await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop.Token);
                else await Task.Delay(Timeout.Infinite, stop.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException) { }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running;
        stop.Dispose();
    }
}
