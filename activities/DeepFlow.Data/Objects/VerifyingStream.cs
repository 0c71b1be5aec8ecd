using System.Security.Cryptography;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Objects;

/// <summary>
/// Reads an object forwards and compares its SHA-256 with its name when the end is reached. Owns <paramref name="source"/>.
/// A reader that stops before the end has verified nothing.
/// </summary>
/// <exception cref="ActivityFailureException"><c>object_damaged</c>: the bytes are not those that were stored.</exception>
internal sealed class VerifyingStream(Stream source, string expected) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool verified;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => source.Length;

    public override long Position
    {
        get => source.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        Account(buffer[..count], atEnd: count == 0 && buffer.Length > 0);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken);
        Account(buffer.Span[..count], atEnd: count == 0 && buffer.Length > 0);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private void Account(ReadOnlySpan<byte> read, bool atEnd)
    {
        hash.AppendData(read);
        // The last byte counts as the end too: whoever knows the length never asks for a byte more.
        if (verified || !(atEnd || source.Position == source.Length))
        {
            return;
        }

        var actual = Convert.ToHexStringLower(hash.GetCurrentHash());
        if (actual != expected)
        {
            throw new ActivityFailureException(
                "object_damaged",
                $"Object {expected} is damaged: its content has the SHA-256 {actual}. Restore it from a backup, or run the step again that made it.",
                retryable: false);
        }

        verified = true;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
