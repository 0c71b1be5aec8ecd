using System.Runtime.InteropServices;

namespace DeepFlow.Cli;

/// <summary>
/// Ctrl-C, or a request to end: the first asks the command to stop what it started; a second ends the process at once, with
/// a last sentence.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly IReadOnlyList<PosixSignalRegistration> registrations;
    private readonly string farewell;

    /// <param name="farewell">What is said where the process ends at once: what becomes of its work.</param>
    public Interruption(string farewell)
    {
        this.farewell = farewell;
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Receive))];
    }

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
        if (Happened && context.Signal != PosixSignal.SIGHUP)
        {
            Console.Error.WriteLine(farewell);
            return; // what the signal does by itself: the process ends
        }

        context.Cancel = true;
        source.Cancel();
    }
}
