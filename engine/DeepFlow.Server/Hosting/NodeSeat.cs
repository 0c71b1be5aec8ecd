namespace DeepFlow.Server.Hosting;

/// <summary>
/// The right to be this workspace's engine node, kept as a lock of the operating system so that it ends with its holder.
/// The node's id stays the same over restarts: its jobs are taken back at once, without waiting for their leases.
/// </summary>
public sealed class NodeSeat : IDisposable
{
    private readonly FileStream held;

    private NodeSeat(FileStream held, Guid node)
    {
        this.held = held;
        Node = node;
    }

    public Guid Node { get; }

    /// <summary>The seat, or null while another process of the workspace has it.</summary>
    public static NodeSeat? TryTake(string home)
    {
        Directory.CreateDirectory(home);
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(home, "node"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }

        return new NodeSeat(file, ReadOrWriteId(file));
    }

    public void Dispose() => held.Dispose();

    private static Guid ReadOrWriteId(FileStream file)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        if (Guid.TryParse(reader.ReadToEnd(), out var known))
        {
            return known;
        }

        var made = Guid.NewGuid();
        file.SetLength(0);
        using var writer = new StreamWriter(file, leaveOpen: true);
        writer.Write(made);
        writer.Flush();
        return made;
    }
}
