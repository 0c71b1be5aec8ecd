using System.Diagnostics;
using System.Net;
using DeepFlow.Data.Sources;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Tests.Sources;

public sealed class FashionMnistFilesTests : IDisposable
{
    private readonly TempFolder folder = new();

    /// <summary>Looks nowhere but in its empty cache.</summary>
    private FashionMnistFiles Offline => new(folder["cache"]) { SystemFolder = folder["system"], Address = null, Package = null };

    public void Dispose() => folder.Dispose();

    [FashionMnistFact]
    public async Task Locate_GivenFolder_IsVerified()
    {
        var original = FashionMnistFactAttribute.Folder!;

        (await Offline.LocateAsync(original, NoProgress, default)).Should().Be(original);
    }

    [FashionMnistFact]
    public async Task Locate_AlteredFile_IsRefusedByItsContent()
    {
        CopyOriginals(folder["altered"]);
        var labels = folder["altered/t10k-labels-idx1-ubyte.gz"];
        var content = Decompress(labels);
        content[5_000] ^= 1;
        File.Delete(labels);
        IdxFiles.WriteFile(folder["altered/t10k-labels-idx1-ubyte"], compressed: true, content);

        var failure = await FailureAsync(Offline, folder["altered"]);

        failure.Code.Should().Be("source_altered");
        failure.Message.Should().Contain(labels).And.Contain("0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");
    }

    [FashionMnistFact]
    public async Task Locate_TruncatedGzip_SaysItIsCutOff()
    {
        CopyOriginals(folder["cut"]);
        var labels = folder["cut/train-labels-idx1-ubyte.gz"];
        File.WriteAllBytes(labels, File.ReadAllBytes(labels)[..20_000]);

        var failure = await FailureAsync(Offline, folder["cut"]);

        failure.Code.Should().Be("source_damaged");
        failure.Message.Should().Contain(labels).And.Contain("Get the file again");
    }

    [FashionMnistFact]
    public async Task Locate_RecompressedOrPlainFiles_AreTheSameData()
    {
        CopyOriginals(folder["mixed"]);
        File.WriteAllBytes(folder["mixed/train-labels-idx1-ubyte"], Decompress(folder["mixed/train-labels-idx1-ubyte.gz"]));
        File.Delete(folder["mixed/train-labels-idx1-ubyte.gz"]);
        IdxFiles.WriteFile(folder["mixed/t10k-labels-idx1-ubyte"], compressed: true, Decompress(folder["mixed/t10k-labels-idx1-ubyte.gz"]));

        (await Offline.LocateAsync(folder["mixed"], NoProgress, default)).Should().Be(folder["mixed"]);
    }

    [FashionMnistFact]
    public async Task Locate_NothingHere_DownloadsOnceAndKeepsIt()
    {
        using var server = new FileServer(FashionMnistFactAttribute.Folder!);
        var files = Offline with { Address = server.Address };
        var told = new List<string>();

        var located = await files.LocateAsync(null, (_, text) => told.Add(text), default);

        located.Should().Be(folder["cache/fashion-mnist"]);
        FashionMnist.IsIn(located).Should().BeTrue();
        told.Should().Contain("downloading train-images-idx3-ubyte");
        (await Offline.LocateAsync(null, NoProgress, default)).Should().Be(located, "the cache is enough the second time");
    }

    [FashionMnistFact]
    public async Task Locate_CacheHoldsABadCopy_FetchesItAgain()
    {
        CopyOriginals(folder["cache/fashion-mnist"]);
        File.WriteAllText(folder["cache/fashion-mnist/t10k-labels-idx1-ubyte.gz"], "scribbled over");
        using var server = new FileServer(FashionMnistFactAttribute.Folder!);

        var located = await (Offline with { Address = server.Address }).LocateAsync(null, NoProgress, default);

        FashionMnist.Verify(located, NoProgress, default);
    }

    [Fact]
    public async Task Locate_ServerSendsSomethingElse_LeavesNothingInTheCache()
    {
        Directory.CreateDirectory(folder["served"]);
        foreach (var file in FashionMnist.Files)
        {
            File.WriteAllText(folder[$"served/{file.Name}.gz"], "<html>Please sign in to the network</html>");
        }

        using var server = new FileServer(folder["served"]);

        var failure = await FailureAsync(Offline with { Address = server.Address }, directory: null);

        failure.Code.Should().Be("source_missing");
        failure.Message.Should().Contain("cannot be decompressed");
        Directory.EnumerateFileSystemEntries(folder["cache"]).Should().BeEmpty();
    }

    [Fact]
    public async Task Locate_NoNetworkAndNoPackage_SaysWhatWasTriedAndWhatToDo()
    {
        var unreachable = new Uri("http://127.0.0.1:1/");

        var failure = await FailureAsync(Offline with { Address = unreachable, Package = "no-such-package-as-this" }, directory: null);

        failure.Code.Should().Be("source_missing");
        failure.Retryable.Should().BeTrue();
        failure.Message.Should().Contain(folder["system"]).And.Contain(unreachable.ToString())
            .And.Contain("apt-get download").And.Contain("--data DIR");
    }

    [Fact]
    public async Task Locate_GivenFolderWithoutTheFiles_LooksNowhereElse()
    {
        Directory.CreateDirectory(folder["empty"]);

        var failure = await FailureAsync(Offline, folder["empty"]);

        failure.Code.Should().Be("source_missing");
        failure.Message.Should().Contain(folder["empty"]).And.Contain("train-images-idx3-ubyte");
    }

    [AptFact]
    public async Task Locate_DebianPackage_IsUnpackedWithoutInstallingIt()
    {
        var located = await Fetching.FetchAsync(() => (Offline with { Package = FashionMnist.DebianPackage }).LocateAsync(null, NoProgress, default));

        FashionMnist.IsIn(located).Should().BeTrue();
        Directory.EnumerateFileSystemEntries(located).Should().HaveCount(FashionMnist.Files.Length);
    }

    private static void NoProgress(double share, string text) => share.Should().BeInRange(0, 1);

    private static async Task<ActivityFailureException> FailureAsync(FashionMnistFiles files, string? directory)
    {
        var locate = () => files.LocateAsync(directory, NoProgress, default);
        return (await locate.Should().ThrowAsync<ActivityFailureException>()).Which;
    }

    private static void CopyOriginals(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(FashionMnistFactAttribute.Folder!, "*.gz"))
        {
            var copy = Path.Combine(target, Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetAttributes(copy, FileAttributes.Normal);
        }
    }

    private static byte[] Decompress(string path)
    {
        using var content = IdxFile.OpenContent(path);
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class AptFactAttribute : FactAttribute
    {
        public AptFactAttribute()
        {
            if (!CanDownload())
            {
                Skip = $"needs apt with the package {FashionMnist.DebianPackage} in its lists";
            }
        }

        private static bool CanDownload()
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo("apt-cache", ["show", FashionMnist.DebianPackage])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
                return process.StandardOutput.ReadToEnd().Length > 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>Serves a folder's files over HTTP on this machine.</summary>
    private sealed class FileServer : IDisposable
    {
        private readonly HttpListener listener;
        private readonly string folder;

        public FileServer(string folder)
        {
            this.folder = folder;
            (listener, Address) = Start();
            _ = ServeAsync();
        }

        public Uri Address { get; }

        private static (HttpListener Listener, Uri Address) Start()
        {
            while (true)
            {
                var address = new Uri($"http://127.0.0.1:{FreePort()}/");
                var listener = new HttpListener { Prefixes = { address.ToString() } };
                try
                {
                    listener.Start();
                    return (listener, address);
                }
                catch (HttpListenerException)
                {
                    // Somebody else has taken the port meanwhile.
                }
            }
        }

        private static int FreePort()
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            while (listener.IsListening)
            {
                HttpListenerContext request;
                try
                {
                    request = await listener.GetContextAsync();
                }
                catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                var path = Path.Combine(folder, request.Request.Url!.AbsolutePath.TrimStart('/'));
                request.Response.StatusCode = File.Exists(path) ? 200 : 404;
                if (File.Exists(path))
                {
                    await using var file = File.OpenRead(path);
                    await file.CopyToAsync(request.Response.OutputStream);
                }

                request.Response.Close();
            }
        }
    }
}
