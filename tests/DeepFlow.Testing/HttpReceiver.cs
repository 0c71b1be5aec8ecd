using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace DeepFlow.Testing;

/// <summary>A request as it came over the wire.</summary>
public sealed record Received(IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>An HTTP server on a socket that keeps what it is sent and answers what it is told to.</summary>
public sealed class HttpReceiver : LocalListener
{
    public string Address => $"http://127.0.0.1:{Port}/hook";

    public ConcurrentQueue<Received> Requests { get; } = new();

    /// <summary>Status line and further headers; null: says nothing at all.</summary>
    public string? Answer { get; set; } = "200 OK";

    protected override async Task ServeAsync(NetworkStream stream, StreamReader reader, CancellationToken stop)
    {
        try
        {
            await reader.ReadLineAsync(stop);
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync(stop) is { Length: > 0 } line) headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
            var body = new char[int.Parse(headers["Content-Length"], CultureInfo.InvariantCulture)]; // ASCII in these tests
            await reader.ReadBlockAsync(body, stop);
            Requests.Enqueue(new(headers, new string(body)));
            if (Answer is { } answer) await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop);
            else await Task.Delay(Timeout.Infinite, stop);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException) { }
    }
}
