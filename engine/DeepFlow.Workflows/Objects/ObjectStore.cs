namespace DeepFlow.Workflows.Objects;

/// <summary>
/// Content-addressed storage for what does not belong in a database: data, weights, packages. An object's name is the
/// SHA-256 of its bytes in lower-case hexadecimal, so writing it again is harmless and reading it can be verified.
/// </summary>
public abstract class ObjectStore
{
    /// <summary>Stores what <paramref name="write"/> writes; nothing is visible until it is whole and flushed.</summary>
    /// <returns>The object's hash.</returns>
    public abstract Task<string> PutAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellation);

    /// <exception cref="ObjectMissingException">There is no such object.</exception>
    public abstract Task<Stream> OpenAsync(string hash, CancellationToken cancellation);

    public abstract Task<bool> ExistsAsync(string hash, CancellationToken cancellation);

    public Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        PutAsync((stream, ct) => stream.WriteAsync(bytes, ct).AsTask(), cancellation);

    public async Task<byte[]> ReadAsync(string hash, CancellationToken cancellation)
    {
        await using var stream = await OpenAsync(hash, cancellation);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellation);
        return memory.ToArray();
    }
}

public sealed class ObjectMissingException(string hash) : Exception($"The object {hash} is not in the store.")
{
    public string Hash { get; } = hash;
}
