using System.Diagnostics.CodeAnalysis;

namespace DeepFlow.Deployment.Serving;

/// <summary>The line that <c>deepflow serve</c> writes once it answers, which its supervisor waits for.</summary>
public static class Announcement
{
    private const string Verb = "serving ";
    private const string Place = " at ";

    public static string Of(InferenceServer server) => $"{Verb}{server.Manifest.Id}{Place}{server.Endpoint.ToString().TrimEnd('/')}";

    /// <summary>Where the server answers, if the line is an announcement.</summary>
    public static bool TryRead(string line, [NotNullWhen(true)] out Uri? endpoint)
    {
        endpoint = null;
        var place = line.LastIndexOf(Place, StringComparison.Ordinal);
        return line.StartsWith(Verb, StringComparison.Ordinal) && place > 0 && Uri.TryCreate(line[(place + Place.Length)..], UriKind.Absolute, out endpoint);
    }
}
