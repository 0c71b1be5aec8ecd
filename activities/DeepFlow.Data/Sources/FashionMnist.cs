using System.Collections.Immutable;
using System.Security.Cryptography;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Sources;

/// <summary>What is published about Fashion-MNIST (Zalando SE, MIT licence), by which any copy of it is recognised.</summary>
internal static class FashionMnist
{
    public static readonly Uri Address = new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");
    public const string DebianPackage = "dataset-fashion-mnist";
    public const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    /// <summary>The original files; the hashes are of the decompressed content, since gzip headers differ between distributors.</summary>
    public static readonly ImmutableArray<Original> Files =
    [
        new("train-images-idx3-ubyte", 47_040_016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
        new("train-labels-idx1-ubyte", 60_008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
        new("t10k-images-idx3-ubyte", 7_840_016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
        new("t10k-labels-idx1-ubyte", 10_008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
    ];

    /// <param name="Name">Without <c>.gz</c>.</param>
    /// <param name="Length">Bytes after decompression.</param>
    internal sealed record Original(string Name, long Length, string Sha256);

    /// <summary>Whether the folder has all four files by name, compressed or not.</summary>
    public static bool IsIn(string folder) =>
        Files.All(file => File.Exists(Path.Combine(folder, file.Name)) || File.Exists(Path.Combine(folder, file.Name + ".gz")));

    /// <summary>Decompresses and hashes the four files.</summary>
    /// <exception cref="ActivityFailureException"><c>source_missing</c>, <c>source_damaged</c> (cut off), or <c>source_altered</c>.</exception>
    public static void Verify(string folder, Action<double, string> progress, CancellationToken cancellation)
    {
        foreach (var file in Files)
        {
            progress(Share(file), $"verifying {file.Name}");
            VerifyFile(IdxFolder.Find(folder, file.Name), file, cancellation);
        }
    }

    public static void VerifyFile(string path, Original original, CancellationToken cancellation)
    {
        using var content = IdxFile.OpenContent(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        long length = 0;
        // Stops one byte past the expected length: a file made to decompress to terabytes is not read through.
        while (length <= original.Length && IdxFile.ReadFully(path, content, buffer) is var count and > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
            length += count;
        }

        if (length < original.Length)
        {
            throw new ActivityFailureException(
                "source_damaged",
                $"{path} is cut off: it holds {length:N0} bytes when decompressed, Fashion-MNIST's {original.Name} has {original.Length:N0}. Get the file again.",
                retryable: false);
        }

        var actual = Convert.ToHexStringLower(hash.GetCurrentHash());
        if (actual != original.Sha256)
        {
            throw new ActivityFailureException(
                "source_altered",
                $"{path} is not Fashion-MNIST's {original.Name}: the SHA-256 of its decompressed content is {actual}, published is {original.Sha256}. "
                + "Get the file again, or name its folder as a source of its own if the change is meant.",
                retryable: false);
        }
    }

    /// <summary>How much of all four files lies before <paramref name="file"/>, 0..1.</summary>
    public static double Share(Original file) =>
        Files.TakeWhile(f => f != file).Sum(f => (double)f.Length) / Files.Sum(f => (double)f.Length);
}
