using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DeepFlow.Deployment.Packaging;
using DeepFlow.Deployment.Rollout;
using DeepFlow.Deployment.Trying;
using DeepFlow.Learning.Tests.Activities;
using DeepFlow.Learning.Tests.Serving;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepFlow.Learning.Tests.Rollout;

/// <summary>Real inference processes, each started from this test assembly's own program.</summary>
[Collection(Torch.Collection)]
public sealed class DeploymentSupervisorTests(LearningFixture world) : IClassFixture<LearningFixture>, IAsyncLifetime
{
    private readonly TempFolder packages = new();
    private readonly List<Running> running = [];

    public Task InitializeAsync() => world.Database.ExecuteAsync("delete from deepflow.deployment");

    public async Task DisposeAsync()
    {
        foreach (var supervisor in running) await supervisor.EndAsync(stopProcesses: true);
        packages.Dispose();
    }

    [Fact]
    public async Task DeployModel_Package_IsServedAndPredictsRealPictures()
    {
        Supervise();
        var deployment = await DeployAsync("served", await PackageAsync(3));

        var predicted = await world.CompleteAsync(
            world.Create<Predict>(), new Predict.Input(deployment, await world.PicturesAsync(100, seed: 31), Count: 40));

        deployment.Model.Should().Be("stripes@3");
        predicted.Accuracy.Should().BeGreaterThan(0.85).And.BeInRange(predicted.Interval.Low, predicted.Interval.High);
        predicted.Latency.Values.Should().ContainKeys("p50_ms", "p95_ms", "p99_ms").And.Contain("requests", 40);
        (await world.Database.ScalarAsync<long>("select count(*) from deepflow.deployment_release where name = 'served'")).Should().Be(1);
    }

    [Fact]
    public async Task DeployModel_AskedAgainForTheSame_KeepsTheProcess()
    {
        Supervise();
        var package = await PackageAsync(3);
        await DeployAsync("same", package);
        var pid = (await RowAsync("same")).Pid;

        await DeployAsync("same", package);

        ((await RowAsync("same")).Pid, (await RowAsync("same")).Revision).Should().Be((pid, 1));
    }

    [Fact]
    public async Task DeployModel_NewVersion_ReplacesTheProcess()
    {
        Supervise();
        await DeployAsync("replaced", await PackageAsync(3));
        var old = (await RowAsync("replaced")).Pid!.Value;

        var deployment = await DeployAsync("replaced", await PackageAsync(4));

        deployment.Model.Should().Be("stripes@4");
        await Eventually.IsTrueAsync(() => !Runs(old));
    }

    [Fact]
    public async Task Supervisor_ProcessKilled_StartsItAgain()
    {
        Supervise();
        await DeployAsync("killed", await PackageAsync(3));
        var old = (await RowAsync("killed")).Pid!.Value;

        Process.GetProcessById(old).Kill();

        await Eventually.IsTrueAsync(() => RowAsync("killed").Result is { State: "ready", Pid: { } pid } && pid != old && Runs(pid));
    }

    [Fact]
    public async Task Supervisor_StartedAfterAnother_GoesOnWithItsProcess()
    {
        var first = Supervise();
        await DeployAsync("adopted", await PackageAsync(3));
        var before = await RowAsync("adopted");
        await first.EndAsync(stopProcesses: false);

        Supervise();
        await DeployAsync("other", await PackageAsync(4));   // served by the second: it has looked at every row by then

        var after = await RowAsync("adopted");
        (after.Pid, after.Endpoint, after.State).Should().Be((before.Pid, before.Endpoint, "ready"));
    }

    [Fact]
    public async Task Supervisors_Several_OneWorksAndTheOthersStandBy_UntilItGoes()
    {
        var first = Supervise();
        await DeployAsync("one", await PackageAsync(3));
        var holder = await HolderAsync();
        Supervise(clock: new HastyClock());
        Supervise(clock: new HastyClock());

        await DeployAsync("two", await PackageAsync(4));
        (await HolderAsync()).Should().Be(holder);
        await first.EndAsync(stopProcesses: true);

        await Eventually.IsTrueAsync(() => RowAsync("one").Result is { State: "ready" } && RowAsync("two").Result is { State: "ready" });
        (await HolderAsync()).Should().NotBe(holder);
        (await world.Database.ScalarAsync<long>("select count(*) from deepflow.deployment_supervisor")).Should().Be(1);
    }

    [Fact]
    public async Task Supervisor_ThatHungWhileAnotherTookOver_WritesNothing_AndEndsWhatTheOtherReplaced()
    {
        Supervise(clock: new HastyClock());
        await DeployAsync("handed", await PackageAsync(3));
        var old = (await RowAsync("handed")).Pid!.Value;

        await world.Database.ExecuteAsync("update deepflow.deployment_supervisor set holder = gen_random_uuid(), until = now() + interval '1 hour'");
        await world.Database.ExecuteAsync("update deepflow.deployment set host = 'another', pid = 1 where name = 'handed'");
        await Eventually.IsTrueAsync(() => !Runs(old));
        (await RowAsync("handed")).Should().Match<DeploymentRow>(r => r.Host == "another" && r.Pid == 1 && r.State == "ready");

        await world.Database.ExecuteAsync("update deepflow.deployment_supervisor set until = now() - interval '1 second'");
        await Eventually.IsTrueAsync(() => RowAsync("handed").Result is { State: "ready", Pid: > 1 } row && row.Host == Environment.MachineName);
    }

    [Fact]
    public async Task Supervisor_FindsAProcessThatServesSomethingElse_ReplacesIt()
    {
        var first = Supervise();
        await DeployAsync("stale", await PackageAsync(3));
        var old = (await RowAsync("stale")).Pid!.Value;
        await first.EndAsync(stopProcesses: false);
        var package = await PackageAsync(4);
        await Deployments.RequestAsync(world.DataSource, "test", "stale", package, 0, "Ada", default);

        Supervise();

        await Eventually.IsTrueAsync(() => RowAsync("stale").Result is { State: "ready", ActualRevision: 2 } && !Runs(old));
    }

    [Fact]
    public async Task Supervisor_StopAsked_EndsTheProcess()
    {
        Supervise();
        await DeployAsync("stopped", await PackageAsync(3));
        var pid = (await RowAsync("stopped")).Pid!.Value;

        await Deployments.RequestStopAsync(world.DataSource, "test", "stopped", default);

        await Eventually.IsTrueAsync(() => RowAsync("stopped").Result is { State: "stopped", Pid: null } && !Runs(pid));
    }

    [Fact]
    public async Task DeployModel_BusyPort_SaysSo()
    {
        Supervise();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var failure = await FluentActions.Awaiting(async () => await DeployAsync("busy", await PackageAsync(3), port)).Should().ThrowAsync<ActivityFailureException>();

        failure.WithMessage($"The deployment busy does not start: Port {port} of 127.0.0.1 is taken*").Which.Code.Should().Be("deployment_failed");
    }

    [Fact]
    public async Task Supervisor_ProcessThatAlwaysEnds_GivesUpAndSaysWhy()
    {
        Supervise(new ServeCommand("sh", ["-c", "echo serving stripes@3 at http://127.0.0.1:1"]));

        var failure = await FluentActions.Awaiting(async () =>
        {
            var package = await PackageAsync(3);
            await DeployAsync("restless", package);   // may have answered for a moment
            await Eventually.IsTrueAsync(() => RowAsync("restless").Result.State == "failed");
            throw new ActivityFailureException("deployment_failed", (await RowAsync("restless")).Message!, retryable: true);
        }).Should().ThrowAsync<ActivityFailureException>();

        failure.WithMessage("*the process ended*");
    }

    [Fact]
    public async Task Predict_NobodyAnswers_IsWorthARetry()
    {
        var gone = new DeploymentHandle("gone", "http://127.0.0.1:1", "stripes@3");

        var failure = await FluentActions.Awaiting(async () => await world.Create<Predict>().RunAsync(
            new Predict.Input(gone, await world.PicturesAsync(5, seed: 31)), TestContext.At("smoke"))).Should().ThrowAsync<ActivityFailureException>();

        (failure.Which.Code, failure.Which.Retryable).Should().Be(("no_answer", true));
    }

    private async Task<DeploymentHandle> DeployAsync(string name, PackageHandle package, int port = 0) =>
        (await world.CompleteAsync(world.Create<DeployModel>(), new DeployModel.Input(package, name, port))).Deployment;

    private async Task<PackageHandle> PackageAsync(int version)
    {
        var package = SmallPackage.Package;
        var bytes = (package with { Manifest = package.Manifest with { Version = version, Id = $"stripes@{version}" } }).Write();
        return new PackageHandle("stripes", version, await world.Objects.PutAsync(bytes, default), bytes.Length);
    }

    private async Task<DeploymentRow> RowAsync(string name) => (await Deployments.FindAsync(world.DataSource, "test", name, default))!;

    private static bool Runs(int pid)
    {
        try
        {
            return !Process.GetProcessById(pid).HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private Task<Guid> HolderAsync() => world.Database.ScalarAsync<Guid>("select holder from deepflow.deployment_supervisor");

    private Running Supervise(ServeCommand? command = null, TimeProvider? clock = null)
    {
        command ??= new ServeCommand("dotnet", [typeof(Program).Assembly.Location, "serve"]);
        var supervisor = new DeploymentSupervisor(
            world.DataSource, world.Objects, command, packages.Path, clock ?? TimeProvider.System, NullLogger<DeploymentSupervisor>.Instance);
        var started = new Running(supervisor);
        running.Add(started);
        return started;
    }

    /// <summary>Waits a tenth of what it is asked to.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 10 : dueTime, period);
    }

    private sealed class Running
    {
        private readonly DeploymentSupervisor supervisor;
        private readonly CancellationTokenSource stop = new();
        private readonly Task work;

        public Running(DeploymentSupervisor supervisor)
        {
            this.supervisor = supervisor;
            work = supervisor.RunAsync(stop.Token);
        }

        public async Task EndAsync(bool stopProcesses)
        {
            await stop.CancelAsync();
            await work;
            if (stopProcesses) await supervisor.StopAllAsync(default);
        }
    }
}
