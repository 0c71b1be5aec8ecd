namespace DeepFlow.Deployment.Rollout;

/// <summary>A deployment: what should serve, and what does.</summary>
/// <param name="Desired"><c>running</c> or <c>stopped</c>.</param>
/// <param name="Revision">Counts what was asked for.</param>
/// <param name="Package">The package's file in the object store.</param>
/// <param name="Port">0: any free one.</param>
/// <param name="State"><c>pending</c>, <c>starting</c>, <c>ready</c>, <c>failed</c> or <c>stopped</c>.</param>
/// <param name="ActualRevision">The revision that the state is about.</param>
/// <param name="Host">The machine on which the process runs.</param>
/// <param name="ProcessStarted">Tells the process from a later one with the same number.</param>
/// <param name="Message">Why it is as it is, where there is something to say.</param>
public sealed record DeploymentRow(
    string Project,
    string Name,
    string Desired,
    int Revision,
    string Package,
    string Model,
    int Version,
    int Port,
    string State,
    int? ActualRevision,
    string? Endpoint,
    string? Host,
    int? Pid,
    DateTimeOffset? ProcessStarted,
    string? Message)
{
    public string ModelId => $"{Model}@{Version}";
}
