using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace DeepFlow.Engine.Notifications;

/// <summary>Hands notices to the installation's mail server, one connection for each.</summary>
internal sealed class MailSender(NotificationOptions options, TimeProvider clock)
{
    /// <exception cref="DeliveryFailure">The mail was not taken.</exception>
    public async Task SendAsync(Delivery delivery, CancellationToken cancellation)
    {
        var server = options.Smtp ?? throw new DeliveryFailure("This installation sends no mail: DEEPFLOW_SMTP is not set.");
        var (subject, text) = NoticeText.Of(delivery, options.PublicAddress);
        var message = new MimeMessage { Subject = subject, MessageId = $"{delivery.Id}@deepflow", Body = new TextPart(TextFormat.Plain) { Text = text } };
        message.From.Add(MailboxAddress.Parse(server.From));
        message.To.Add(MailboxAddress.Parse(delivery.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated"); // nobody's holiday answers it
        using var patience = new CancellationTokenSource(options.Timeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
            await client.ConnectAsync(server.Host, server.Port, Security(server), limit.Token);
            if (server.User is { } user) await client.AuthenticateAsync(user, server.Password ?? "", limit.Token);
            await client.SendAsync(message, limit.Token);
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DeliveryFailure($"{server} did not answer within {options.Timeout.TotalSeconds:0.#} s.");
        }
        catch (SmtpCommandException e)
        {
            throw new DeliveryFailure($"{server} refused it: {e.Message}", final: e.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)e.StatusCode >= 500);
        }
        catch (Exception e) when (e is SocketException or IOException or SslHandshakeException or AuthenticationException or ProtocolException or NotSupportedException)
        {
            throw new DeliveryFailure($"{server} cannot be used: {e.Message}");
        }
    }

    /// <summary>A password goes over an encrypted line only, unless the server is this machine.</summary>
    private static SecureSocketOptions Security(SmtpServer server) =>
        server.Encrypted ? SecureSocketOptions.SslOnConnect
        : server.User is null || server.Host == "localhost" || IPAddress.TryParse(server.Host, out var address) && IPAddress.IsLoopback(address) ? SecureSocketOptions.StartTlsWhenAvailable
        : SecureSocketOptions.StartTls;
}
