using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DeepFlow.Engine.Notifications;

/// <summary>
/// How a receiver knows that a webhook is ours and not an old one sent again, as Standard Webhooks has it: the header
/// <c>webhook-signature</c> is <c>v1,</c> and the base64 of HMAC-SHA256 over <c>webhook-id.webhook-timestamp.body</c>, keyed by
/// the bytes behind <c>whsec_</c>. A receiver refuses timestamps further than five minutes from its own clock, and ids that it
/// has had.
/// </summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int KeyBytes = 24;

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <param name="timestamp">Of the attempt, in seconds since 1970.</param>
    public static string Of(string secret, Guid id, long timestamp, string body)
    {
        var key = Convert.FromBase64String(secret[Prefix.Length..]);
        var signed = Encoding.UTF8.GetBytes($"{id}.{timestamp.ToString(CultureInfo.InvariantCulture)}.{body}");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }
}
