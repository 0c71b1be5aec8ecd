using System.Runtime.InteropServices;

namespace DeepFlow.Cli;

/// <summary>
/// Ctrl-C, or a request to end: the first asks the command to stop what it started; a second Ctrl-C ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly IReadOnlyList<PosixSignalRegistration> registrations;

    public Interruption() => registrations =
        [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Receive))];

    public CancellationToken Token => source.Token;

    public bool Happened => source.IsCancellationRequested;

    public void Dispose()
    {
        foreach (var registration in registrations)
        {
            registration.Dispose();
        }

        source.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = !Happened || context.Signal != PosixSignal.SIGINT;
        source.Cancel();
    }
}
