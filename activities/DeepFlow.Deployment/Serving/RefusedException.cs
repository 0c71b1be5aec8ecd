using Microsoft.AspNetCore.Http;

namespace DeepFlow.Deployment.Serving;

/// <summary>A request that cannot be answered, by its sender's fault.</summary>
/// <param name="code">Short and stable, for programs: <c>wrong_size</c>.</param>
/// <param name="message">A sentence that says what to send instead.</param>
/// <param name="status">An HTTP status, 400 to 499.</param>
internal sealed class RefusedException(string code, string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public string Code { get; } = code;
    public int Status { get; } = status;
}
