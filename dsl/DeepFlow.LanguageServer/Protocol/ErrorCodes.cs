namespace DeepFlow.LanguageServer.Protocol;

/// <summary>The protocol's numbers for what went wrong.</summary>
internal static class ErrorCodes
{
    public const int InvalidRequest = -32600;
    public const int ServerNotInitialized = -32002;

    /// <summary>The request is well formed and cannot be carried out; the message is for the person who asked.</summary>
    public const int RequestFailed = -32803;
}
