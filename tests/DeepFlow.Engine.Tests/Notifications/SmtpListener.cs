using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using DeepFlow.Testing;

namespace DeepFlow.Engine.Tests.Notifications;

/// <summary>A mail server on a socket that keeps what it is given; refuses recipients that it is told to.</summary>
internal sealed class SmtpListener : LocalListener
{
    public ConcurrentQueue<(string From, string To, string Message)> Mails { get; } = new();

    /// <summary>Answers RCPT TO with this instead of 250.</summary>
    public string? Refusal { get; set; }

    protected override async Task ServeAsync(NetworkStream stream, StreamReader reader, CancellationToken stop)
    {
        async Task SayAsync(string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop);
        var (from, to) = ("", "");
        await SayAsync("220 test");
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO": await SayAsync("250-test\r\n250 8BITMIME"); break;
                case "MAIL": (from, to) = (line, ""); await SayAsync("250 ok"); break;
                case "RCPT": to = line; await SayAsync(Refusal ?? "250 ok"); break;
                case "DATA":
                    await SayAsync("354 go on");
                    var message = new StringBuilder();
                    while (await reader.ReadLineAsync(stop) is { } text && text != ".") message.AppendLine(text);
                    Mails.Enqueue((from, to, message.ToString()));
                    await SayAsync("250 taken");
                    break;
                case "QUIT": await SayAsync("221 bye"); return;
                default: await SayAsync("250 ok"); break;
            }
        }
    }
}
