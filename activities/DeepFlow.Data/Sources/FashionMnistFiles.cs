using System.Diagnostics;
using System.Net.Http;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Sources;

/// <summary>
/// Finds Fashion-MNIST's four files, and fetches them when they are nowhere: in Debian's folder, in the workspace's cache, from the
/// data set's own address, and by <c>apt-get download</c> (which needs no root). What is found is verified before it is used, and a
/// bad copy is passed over.
/// </summary>
/// <param name="Cache">A folder of the workspace, for fetched files.</param>
public sealed record FashionMnistFiles(string Cache)
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FetchWithin = TimeSpan.FromMinutes(10);

    /// <summary>Where the system's package puts the files.</summary>
    public string SystemFolder { get; init; } = FashionMnist.DebianFolder;

    /// <summary>Where the files are published; null: do not ask the network.</summary>
    public Uri? Address { get; init; } = FashionMnist.Address;

    /// <summary>The Debian package that holds the files; null: do not ask apt.</summary>
    public string? Package { get; init; } = FashionMnist.DebianPackage;

    /// <summary>A folder that holds the four files, verified.</summary>
    /// <param name="directory">Where they must be; null: look everywhere, then fetch them.</param>
    /// <param name="progress">Share done, 0..1, and what is being done.</param>
    /// <exception cref="ActivityFailureException"><c>source_missing</c>: nothing worked, and the message says what was tried and what to do;
    /// <c>source_damaged</c> or <c>source_altered</c>: files are there and are not the originals.</exception>
    public async Task<string> LocateAsync(string? directory, Action<double, string> progress, CancellationToken cancellation)
    {
        if (directory is not null)
        {
            FashionMnist.Verify(directory, progress, cancellation);
            return directory;
        }

        var cached = Path.Combine(Cache, "fashion-mnist");
        var tried = new List<string>();
        foreach (var folder in new[] { SystemFolder, cached })
        {
            if (IsSound(folder, tried, progress, cancellation))
            {
                return folder;
            }
        }

        if (Address is not null && await AttemptAsync(tried, Address.ToString(), () => DownloadAsync(Address, cached, progress, cancellation))
            || Package is not null && await AttemptAsync(tried, $"apt-get download {Package}", () => UnpackAsync(Package, cached, progress, cancellation)))
        {
            return cached;
        }

        throw new ActivityFailureException(
            "source_missing",
            "Fashion-MNIST was not found and could not be fetched. Tried:\n  " + string.Join("\n  ", tried)
            + $"\nInstall the package {FashionMnist.DebianPackage}, or put the four .gz files into a folder and name that folder (--data DIR).",
            retryable: true);
    }

    /// <summary>A bad copy that nobody named is no reason to stop: a good one may be had elsewhere.</summary>
    private static bool IsSound(string folder, List<string> tried, Action<double, string> progress, CancellationToken cancellation)
    {
        try
        {
            FashionMnist.Verify(folder, progress, cancellation);
            return true;
        }
        catch (ActivityFailureException error)
        {
            tried.Add($"{folder}: {error.Message}");
            return false;
        }
    }

    private static async Task<bool> AttemptAsync(List<string> tried, string place, Func<Task> fetch)
    {
        try
        {
            await fetch();
            return true;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException or ActivityFailureException or System.ComponentModel.Win32Exception)
        {
            tried.Add($"{place}: {error.Message}");
            return false;
        }
    }

    private static async Task DownloadAsync(Uri address, string target, Action<double, string> progress, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = ConnectWithin };
        using var client = new HttpClient(handler) { Timeout = FetchWithin };
        await FetchAsync(target, async folder =>
        {
            foreach (var file in FashionMnist.Files)
            {
                progress(FashionMnist.Share(file), $"downloading {file.Name}");
                await DownloadFileAsync(client, new Uri(address, file.Name + ".gz"), Path.Combine(folder, file.Name + ".gz"), cancellation);
            }
        }, progress, cancellation);
    }

    private static async Task DownloadFileAsync(HttpClient client, Uri address, string path, CancellationToken cancellation)
    {
        try
        {
            await using var content = await client.GetStreamAsync(address, cancellation);
            await using var file = File.Create(path);
            await content.CopyToAsync(file, cancellation);
        }
        catch (TaskCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within the time allowed ({error.Message})", error);
        }
    }

    private static Task UnpackAsync(string package, string target, Action<double, string> progress, CancellationToken cancellation) =>
        FetchAsync(target, async folder =>
        {
            progress(0, $"asking apt for {package}");
            await RunAsync("apt-get", ["download", package], folder, cancellation);
            var archive = Directory.EnumerateFiles(folder, "*.deb").FirstOrDefault() ?? throw new IOException("apt-get left no package behind");
            var unpacked = Path.Combine(folder, "unpacked");
            await RunAsync("dpkg-deb", ["-x", archive, unpacked], folder, cancellation);
            var data = Path.Join(unpacked, FashionMnist.DebianFolder);
            foreach (var file in FashionMnist.Files)
            {
                var found = IdxFolder.Find(data, file.Name);
                File.Move(found, Path.Combine(folder, Path.GetFileName(found)));
            }

            Directory.Delete(unpacked, recursive: true);
            File.Delete(archive);
        }, progress, cancellation);

    /// <summary>The cache's folder appears by a rename, whole and verified, so a fetch that is cut off leaves nothing to trip over.</summary>
    private static async Task FetchAsync(
        string target, Func<string, Task> fill, Action<double, string> progress, CancellationToken cancellation)
    {
        var temporary = target + "." + Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(temporary);
        try
        {
            await fill(temporary);
            FashionMnist.Verify(temporary, progress, cancellation);
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true); // it lacks files or holds bad ones, or it would have been used
            }

            Directory.Move(temporary, target);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static async Task RunAsync(string program, string[] arguments, string folder, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(FetchWithin);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
            {
                throw new IOException($"it ended with {process.ExitCode}: {(await errors).Trim()}{(await output).Trim()}");
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"it did not end within {FetchWithin.TotalMinutes:0} minutes");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
