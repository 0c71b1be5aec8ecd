using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>A network between an engine and its database that breaks when told to.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> open = new();
    private readonly CancellationTokenSource stop = new();
    private readonly string server;
    private readonly Task accepting;
    private volatile bool losesAnswers;

    /// <param name="server">The path of the server's Unix socket.</param>
    public TcpProxy(string server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every connection ends at once, in the middle of whatever it was carrying.</summary>
    public void Cut()
    {
        foreach (var socket in open.Keys) socket.Close(0);
    }

    /// <summary>What is asked still reaches the server, which does it; the answers are lost, and then the connections.</summary>
    public async Task CutAfterLosingAnswersAsync(TimeSpan after)
    {
        losesAnswers = true;
        await Task.Delay(after);
        Cut();
        losesAnswers = false;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        var carrying = new List<Task>();
        try
        {
            while (true) carrying.Add(CarryAsync(await listener.AcceptSocketAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException) { await Task.WhenAll(carrying); }
    }

    private async Task CarryAsync(Socket client)
    {
        using var there = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using var here = client;
        open[here] = open[there] = true;
        try
        {
            await there.ConnectAsync(new UnixDomainSocketEndPoint(server), stop.Token);
            await Task.WhenAny(PumpAsync(here, there, isAnswer: false), PumpAsync(there, here, isAnswer: true));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException) { } // cut: that is what it is for
        finally
        {
            open.TryRemove(here, out _);
            open.TryRemove(there, out _);
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, stop.Token) is > 0 and var count)
                if (!(isAnswer && losesAnswers)) await to.SendAsync(buffer.AsMemory(0, count), stop.Token);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException) { } // as above
    }
}
