using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeepFlow.Testing;

/// <summary>Listens on a port of this machine that the system chooses, and serves every connection as its kind of server does.</summary>
public abstract class LocalListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    protected LocalListener()
    {
        listener.Start();
        running = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Talks with one client; the connection is closed when it returns.</summary>
    protected abstract Task ServeAsync(NetworkStream stream, StreamReader reader, CancellationToken stop);

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
            await ServeAsync(stream, reader, stop.Token);
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
