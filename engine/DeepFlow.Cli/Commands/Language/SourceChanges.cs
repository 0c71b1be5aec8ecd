using System.Threading.Channels;

namespace DeepFlow.Cli.Commands.Language;

/// <summary>Tells when a <c>.dlflow</c> file below a folder was written, made, renamed or deleted. Changes while nobody waits are kept as one.</summary>
internal sealed class SourceChanges : IDisposable
{
    private readonly Channel<bool> changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly FileSystemWatcher watcher;

    public SourceChanges(string folder)
    {
        watcher = new FileSystemWatcher(folder, "*.dlflow")
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size,
        };
        watcher.Changed += (_, _) => changed.Writer.TryWrite(true);
        watcher.Created += (_, _) => changed.Writer.TryWrite(true);
        watcher.Deleted += (_, _) => changed.Writer.TryWrite(true);
        watcher.Renamed += (_, _) => changed.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
    }

    /// <exception cref="OperationCanceledException">Nobody wants to know any more.</exception>
    public async Task NextAsync(CancellationToken cancellation) => await changed.Reader.ReadAsync(cancellation);

    public void Dispose() => watcher.Dispose();
}
