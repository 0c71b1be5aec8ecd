using System.Collections.Immutable;
using System.Net;
using DeepFlow.Engine.Instances;

namespace DeepFlow.Engine.Notifications;

/// <summary>How this installation sends notices. Every node that runs the engine needs the same.</summary>
public sealed record NotificationOptions
{
    /// <summary>The server that takes mail; null: no mail is sent, and none can be subscribed to.</summary>
    public SmtpServer? Smtp { get; init; }

    /// <summary>Addresses that are not public and to which webhooks may go all the same: <c>10.1.0.0/16</c>.</summary>
    public ImmutableArray<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Where people reach the web side, for links in mails; null: mails have none.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// <c>DEEPFLOW_SMTP</c> (<c>smtps://user:password@host:465</c>, or <c>smtp://...:587</c>, which is encrypted by STARTTLS),
    /// <c>DEEPFLOW_MAIL_FROM</c>, <c>DEEPFLOW_WEBHOOK_ALLOW</c> (networks, separated by commas), <c>DEEPFLOW_PUBLIC_URL</c>.
    /// </summary>
    /// <exception cref="EngineException"><c>bad_setting</c>, naming the variable.</exception>
    public static NotificationOptions FromEnvironment(Func<string, string?> read)
    {
        var allowed = (read("DEEPFLOW_WEBHOOK_ALLOW") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new()
        {
            Smtp = read("DEEPFLOW_SMTP") is { Length: > 0 } smtp ? SmtpServer.Parse(smtp, read("DEEPFLOW_MAIL_FROM")) : null,
            AllowedNetworks = [.. allowed.Select(text => IPNetwork.TryParse(text, out var network)
                ? network
                : throw new EngineException("bad_setting", $"DEEPFLOW_WEBHOOK_ALLOW holds \"{text}\", which is no network; write one like 10.1.0.0/16."))],
            PublicAddress = read("DEEPFLOW_PUBLIC_URL") is { Length: > 0 } address
                ? Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
                : throw new EngineException("bad_setting", $"DEEPFLOW_PUBLIC_URL is \"{address}\", which is no address; write one like https://deepflow.example.org/.")
                : null,
        };
    }
}

/// <param name="Encrypted">TLS from the first byte; otherwise STARTTLS, which is insisted on where there is a password.</param>
/// <param name="From">Whom mails are from.</param>
public sealed record SmtpServer(string Host, int Port, bool Encrypted, string? User, string? Password, string From)
{
    internal static SmtpServer Parse(string address, string? from)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0)
            throw new EngineException("bad_setting", "DEEPFLOW_SMTP must be an address like smtps://user:password@mail.example.org:465 or smtp://localhost:25.");
        if (string.IsNullOrWhiteSpace(from) || !MailAddress.IsOne(from))
            throw new EngineException("bad_setting", "DEEPFLOW_MAIL_FROM must be the address that mails are from, such as deepflow@example.org.");
        var login = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        var encrypted = uri.Scheme == "smtps";
        return new(uri.Host, uri.Port > 0 ? uri.Port : encrypted ? 465 : 25, encrypted, login[0].Length > 0 ? login[0] : null, login.Length > 1 ? login[1] : null, from);
    }

    /// <summary>The password is never written anywhere.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
