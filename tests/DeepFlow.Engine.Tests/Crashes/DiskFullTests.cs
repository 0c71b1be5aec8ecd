using System.Diagnostics;
using DeepFlow.Testing;
using Xunit.Abstractions;

namespace DeepFlow.Engine.Tests.Crashes;

/// <summary>A database whose disk is full for a while. It stands on a small file system of its own, which only root may mount.</summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    private const int Mebibytes = 160;

    [RequiresFact("root", "mount", "$DEEPFLOW_CRASH_MINUTES")]
    public async Task Work_WhileTheDiskIsFull_Waits_AndComesRightWhenThereIsRoom()
    {
        using var folder = new TempFolder();
        var disk = folder["disk"];
        Directory.CreateDirectory(disk);
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Mebibytes}m,mode=755", "tmpfs", disk);
        var tally = new Tally();
        try
        {
            await using var postgres = await DurablePostgres.StartAsync(disk);
            await DurableDatabase.PrepareAsync(postgres);
            await using var session = new CrashSession(postgres, 7, tally);
            await session.RunAsync([new(FaultKind.DiskFull), new(FaultKind.Kill), new(FaultKind.DiskFull)], fillDisk: () => Fill(disk));
        }
        finally
        {
            await RunAsync("umount", disk);
        }
        output.WriteLine(tally.ToString());
    }

    /// <summary>Takes what room there is; gives it back when disposed of.</summary>
    private static Ballast Fill(string disk)
    {
        var path = Path.Combine(disk, "ballast");
        using var file = File.Create(path);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException) { return new(path); } // full
    }

    private sealed record Ballast(string Path) : IDisposable
    {
        public void Dispose() => File.Delete(Path);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0);
    }
}
