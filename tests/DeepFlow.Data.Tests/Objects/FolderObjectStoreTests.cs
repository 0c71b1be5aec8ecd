using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using DeepFlow.Data.Objects;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Objects;

namespace DeepFlow.Data.Tests.Objects;

public sealed class FolderObjectStoreTests : IDisposable
{
    private readonly TempFolder folder = new();

    private FolderObjectStore Store => new(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Put_AnyContent_IsNamedByItsSha256AndReadBack()
    {
        await Gen.Byte.Array[0, 5_000].ForEachAsync(async content =>
        {
            var hash = await Store.PutAsync(content, default);

            hash.Should().Be(Convert.ToHexStringLower(SHA256.HashData(content)));
            (await Store.ReadAsync(hash, default)).Should().Equal(content);
            (await Store.ExistsAsync(hash, default)).Should().BeTrue();
        });
    }

    [Fact]
    public async Task Put_SameContentFromManyAtOnce_IsOneObject()
    {
        var content = new byte[300_000];
        new Random(1).NextBytes(content);

        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.PutAsync(content, default))));

        hashes.Distinct().Should().ContainSingle();
        Files().Should().ContainSingle();
    }

    [Fact]
    public async Task Put_WriterFails_LeavesNothing()
    {
        var put = () => Store.PutAsync(async (stream, _) =>
        {
            await stream.WriteAsync(new byte[200_000]);
            throw new InvalidOperationException("the writer's own error");
        }, default);

        await put.Should().ThrowAsync<InvalidOperationException>().WithMessage("the writer's own error");
        Files().Should().BeEmpty();
    }

    [Fact]
    public async Task Put_Cancelled_LeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        var put = () => Store.PutAsync(async (stream, cancelled) =>
        {
            await stream.WriteAsync(new byte[1_000], cancelled);
            await cancellation.CancelAsync();
            await stream.WriteAsync(new byte[200_000], cancelled);
        }, cancellation.Token);

        await put.Should().ThrowAsync<OperationCanceledException>();
        Files().Should().BeEmpty();
    }

    [MountFact]
    public async Task Put_FullDisk_SaysSoAndLeavesNothing()
    {
        await using var disk = await SmallDisk.MountAsync(folder["disk"], "512k");
        var store = new FolderObjectStore(disk.Folder);
        var kept = await store.PutAsync(new byte[100_000], default);

        var put = () => store.PutAsync(new byte[2_000_000], default);

        var failure = (await put.Should().ThrowAsync<ActivityFailureException>()).Which;
        failure.Code.Should().Be("disk_full");
        failure.Retryable.Should().BeTrue();
        failure.Message.Should().Contain(disk.Folder).And.Contain("full");
        Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories).Should().ContainSingle();
        (await store.ReadAsync(kept, default)).Should().HaveCount(100_000);
        (await store.PutAsync(Encoding.UTF8.GetBytes("there is room for this"), default)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Put_FolderThatCannotBeMade_SaysSo()
    {
        await File.WriteAllTextAsync(folder["file"], "");
        var put = () => new FolderObjectStore(folder["file"]).PutAsync(new byte[1], default);

        (await put.Should().ThrowAsync<ActivityFailureException>()).Which.Code.Should().Be("store_failed");
    }

    [Fact]
    public async Task Open_UnknownObject_SaysItIsMissing()
    {
        var open = () => Store.OpenAsync(new string('a', 64), default);

        await open.Should().ThrowAsync<ObjectMissingException>();
        (await Store.ExistsAsync(new string('a', 64), default)).Should().BeFalse();
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Open_NameThatIsNoHash_IsRefused(string name)
    {
        var open = () => Store.OpenAsync(name, default);

        await open.Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Read_DamagedObject_IsNoticedAndMendedByStoringItAgain()
    {
        var content = new byte[10_000];
        var hash = await Store.PutAsync(content, default);
        var bytes = await File.ReadAllBytesAsync(Files().Single());
        bytes[5_000] ^= 1;
        await File.WriteAllBytesAsync(Files().Single(), bytes);

        var read = () => Store.ReadAsync(hash, default);

        (await read.Should().ThrowAsync<ActivityFailureException>()).Which.Code.Should().Be("object_damaged");
        await Store.PutAsync(content, default);
        (await Store.ReadAsync(hash, default)).Should().Equal(content);
    }

    [Fact]
    public async Task RemoveAbandoned_KilledWritersFile_GoesAndLivingWritersStays()
    {
        var later = new FixedClock(DateTimeOffset.UtcNow.AddHours(1));
        Directory.CreateDirectory(folder["incoming"]);
        await File.WriteAllTextAsync(folder["incoming/left-by-a-killed-writer"], "half");
        var (started, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var put = Store.PutAsync(async (stream, _) =>
        {
            started.SetResult();
            await finish.Task;
            stream.WriteByte(1);
        }, default);
        await started.Task;

        Store.RemoveAbandoned(TimeProvider.System).Should().Be(0, "a file that has just been begun may be somebody's");
        Store.RemoveAbandoned(later).Should().Be(1);

        finish.SetResult();
        (await Store.ExistsAsync(await put, default)).Should().BeTrue();
    }

    private string[] Files() => Directory.Exists(folder.Path) ? Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories) : [];

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    /// <summary>A file system of its own in memory, so that it can be full.</summary>
    private sealed record SmallDisk(string Folder) : IAsyncDisposable
    {
        public static async Task<SmallDisk> MountAsync(string folder, string size)
        {
            Directory.CreateDirectory(folder);
            await RunAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
            return new SmallDisk(folder);
        }

        public async ValueTask DisposeAsync() => await RunAsync("umount", Folder);

        private static async Task RunAsync(string program, params string[] arguments)
        {
            using var process = Process.Start(program, arguments);
            await process.WaitForExitAsync();
            process.ExitCode.Should().Be(0);
        }
    }
}
