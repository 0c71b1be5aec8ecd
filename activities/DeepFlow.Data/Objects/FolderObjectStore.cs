using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Objects;

namespace DeepFlow.Data.Objects;

/// <summary>
/// Objects as files in a folder, each named by the SHA-256 of its content: <c>ab/cdef…</c>.
/// An object appears whole or not at all, and is on disk when <see cref="PutAsync"/> returns; storing the same content
/// again is harmless, from any number of processes.
/// </summary>
/// <param name="folder">Where the objects live; created when missing.</param>
/// <param name="verifyReads">Compare each object's content with its name while it is read (about 1 GB a second).</param>
public sealed class FolderObjectStore(string folder, bool verifyReads = true) : ObjectStore
{
    private const string Incoming = "incoming";
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromMinutes(1);

    private readonly string root = Path.GetFullPath(folder);

    /// <inheritdoc/>
    /// <exception cref="ActivityFailureException"><c>disk_full</c> or <c>store_failed</c>; nothing of the object is left behind.</exception>
    public override async Task<string> PutAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        // Not in the object's own folder, whose name is known only when all is written; but on the same file system.
        var temporary = Path.Combine(root, Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(Path.Combine(root, Incoming));
            var hash = await WriteAsync(temporary, write, cancellation);
            Publish(temporary, hash);
            return hash;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Explain(error);
        }
        finally
        {
            Discard(temporary);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ActivityFailureException"><c>object_damaged</c>, when the end is reached of an object that is.</exception>
    public override Task<Stream> OpenAsync(string hash, CancellationToken cancellation)
    {
        var path = PathOf(hash);
        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.SequentialScan,
                BufferSize = 0,
            });
            return Task.FromResult<Stream>(verifyReads ? new VerifyingStream(file, hash) : file);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ObjectMissingException(hash);
        }
    }

    /// <inheritdoc/>
    public override Task<bool> ExistsAsync(string hash, CancellationToken cancellation) =>
        Task.FromResult(File.Exists(PathOf(hash)));

    /// <summary>Removes what writers that were killed left behind; files that a living process writes stay.</summary>
    /// <returns>How many files were removed.</returns>
    public int RemoveAbandoned(TimeProvider clock)
    {
        var incoming = new DirectoryInfo(Path.Combine(root, Incoming));
        if (!incoming.Exists)
        {
            return 0;
        }

        var before = clock.GetUtcNow() - AbandonedAfter;
        return incoming.EnumerateFiles().Count(file => file.LastWriteTimeUtc < before.UtcDateTime && DeleteUnlessInUse(file));
    }

    private static async Task<string> WriteAsync(
        string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None, // a lock on Unix: RemoveAbandoned sees by it that the writer lives
            BufferSize = 1 << 17,
        });
        await using var hashing = new HashingStream(file);
        await write(hashing, cancellation);
        file.Flush(flushToDisk: true);
        return hashing.Sha256;
    }

    private void Publish(string temporary, string hash)
    {
        var path = PathOf(hash);
        var parent = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(parent))
        {
            Directory.CreateDirectory(parent);
            DurableFiles.FlushFolder(root);
        }

        // Replacing an equal object is harmless, and mends one that was damaged on disk.
        File.Move(temporary, path, overwrite: true);
        DurableFiles.FlushFolder(parent);
    }

    private string PathOf(string hash)
    {
        if (!IsHash(hash))
        {
            throw new ArgumentException($"'{hash}' is not the name of an object: 64 lower-case hexadecimal digits.", nameof(hash));
        }

        return Path.Combine(root, hash[..2], hash[2..]);
    }

    private static bool IsHash(string text) => text is { Length: 64 } && !text.AsSpan().ContainsAnyExcept("0123456789abcdef");

    private ActivityFailureException Explain(Exception error)
    {
        const int noSpace = 28, quotaExceeded = 122, fileTooLarge = 27, windowsDiskFull = unchecked((int)0x80070070);
        return error.HResult is noSpace or quotaExceeded or fileTooLarge or windowsDiskFull
            ? new ActivityFailureException(
                "disk_full", $"The object store {root} is full: nothing was stored. Free some space and retry.", retryable: true, error)
            : new ActivityFailureException(
                "store_failed", $"The object store {root} cannot be written: {error.Message}", retryable: true, error);
    }

    private static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // RemoveAbandoned gets it later; the caller's own error matters more.
        }
    }

    private static bool DeleteUnlessInUse(FileInfo file)
    {
        try
        {
            using var held = file.Open(FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            file.Delete();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
