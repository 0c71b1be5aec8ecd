using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Triggers;
using DeepFlow.Testing;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using static DeepFlow.Engine.Tests.Instances.Pipelines;

namespace DeepFlow.Engine.Tests.Triggers;

/// <summary>Schedules, and the causes that Quartz makes of them.</summary>
public sealed class CronTests(EngineDatabase database) : IClassFixture<EngineDatabase>, IAsyncDisposable
{
    private const string P = EngineUnderTest.Project;
    private readonly EngineUnderTest engine = new(database);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private static IEnumerable<string> Fires(string fields, string zone, string after, int count)
    {
        var (schedule, moment) = (CronSchedule.Of(fields, zone), DateTimeOffset.Parse(after));
        for (var i = 0; i < count; i++) yield return TimeZoneInfo.ConvertTime(moment = schedule.NextAfter(moment)!.Value, schedule.Zone).ToString("yyyy-MM-dd HH:mm zzz");
    }

    [Fact]
    public void Schedule_InAnHourThatIsLeftOut_FiresWhenTheClocksChange() =>
        Fires("30 2 * * *", "Europe/Zurich", "2026-03-28T00:00Z", 3).Should().Equal("2026-03-28 02:30 +01:00", "2026-03-29 03:00 +02:00", "2026-03-30 02:30 +02:00");

    [Fact]
    public void Schedule_InAnHourThatComesTwice_FiresOnce() =>
        Fires("30 2 * * *", "Europe/Zurich", "2026-10-24T00:00Z", 3).Should().Equal("2026-10-24 02:30 +02:00", "2026-10-25 02:30 +02:00", "2026-10-26 02:30 +01:00");

    [Fact]
    public void Schedule_OfTheSameHour_IsAnotherMomentInAnotherZone() =>
        Fires("0 3 * * 1", "America/New_York", "2026-01-05T00:00Z", 1).Concat(Fires("0 3 * * 1", "Asia/Tokyo", "2026-01-04T00:00Z", 1))
            .Should().Equal("2026-01-05 03:00 -05:00", "2026-01-05 03:00 +09:00");

    [Theory]
    [InlineData("every monday", null)]
    [InlineData("0 3 * *", null)]
    [InlineData("0 3 * * 1", "Europe/Atlantis")]
    public async Task Activation_OnWhatIsNoSchedule_IsRefused(string fields, string? zone)
    {
        var act = () => ActivateAsync("wrong", fields, zone);
        (await act.Should().ThrowAsync<EngineException>()).Which.Code.Should().Be("bad_schedule");
    }

    [Fact]
    public async Task Firing_OfOneMoment_MakesOneCause_HoweverManyNodesBelieveItTheirTurn()
    {
        var activation = await ActivateAsync("hourly", "0 * * * *", "UTC");
        var trigger = activation.Triggers.Single();
        var at = DateTimeOffset.Parse("2026-05-01T10:00Z");
        var fired = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CronFiring.FireAsync(database.DataSource, activation.Id, trigger, at, default)));
        fired.Should().ContainSingle(f => f);
        await engine.SettleAsync();
        (await engine.The<Activations>().CausesAsync(P, "hourly", 10, default)).Should().ContainSingle().Which.Should().Match<Cause>(c => c.Key == "2026-05-01T10:00:00Z" && c.Status == CauseStatus.Started);
        (await CronFiring.FireAsync(database.DataSource, Guid.NewGuid(), trigger, at, default)).Should().BeFalse("nothing listens there");
    }

    [Fact]
    public async Task TwoNodes_FireAMomentOnce_OnlyWhileThereIsSomethingToFire()
    {
        var clock = new ClockBefore(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2));
        await using var first = new EngineUnderTest(database, clock);
        await using var second = new EngineUnderTest(database, clock);
        var activation = await ActivateAsync("minutely", "* * * * *", null);
        await Task.WhenAll(first.The<CronClock>().FollowAsync(default), second.The<CronClock>().FollowAsync(default));
        (await ScheduledAsync(activation)).Should().Be(1);

        var wanted = await Eventually.ValueAsync(async () => (await engine.The<Activations>().CausesAsync(P, "minutely", 10, default)).FirstOrDefault());
        wanted.Key.Should().EndWith(":00Z");

        await engine.The<Activations>().DeactivateAsync(P, "minutely", "ada", default);
        await first.The<CronClock>().FollowAsync(default);
        (await ScheduledAsync(activation)).Should().Be(0);
        (await engine.The<Activations>().CausesAsync(P, "minutely", 10, default)).Select(c => c.Key).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Hours_ThatNobodyWasUpFor_FireOnce()
    {
        var clock = new ClockBefore(TimeSpan.FromHours(1), TimeSpan.FromMinutes(30)); // no hour begins meanwhile
        var activation = await ActivateAsync("missed", "0 * * * *", null);
        await using (var before = new EngineUnderTest(database, clock)) await before.The<CronClock>().FollowAsync(default);
        await database.Database.ExecuteAsync("update deepflow.quartz_triggers set next_fire_time = next_fire_time - $2 where trigger_group = $1", activation.Id.ToString(), TimeSpan.FromHours(5).Ticks);

        await using var after = new EngineUnderTest(database, clock);
        await after.The<CronClock>().FollowAsync(default);
        await Eventually.IsTrueAsync(async () => (await engine.The<Activations>().CausesAsync(P, "missed", 10, default)).Count > 0);
        var next = await database.Database.ScalarAsync<long>("select next_fire_time from deepflow.quartz_triggers where trigger_group = $1", activation.Id.ToString());
        new DateTimeOffset(next, TimeSpan.Zero).Should().BeAfter(clock.GetUtcNow(), "it goes on from now");
        (await engine.The<Activations>().CausesAsync(P, "missed", 10, default)).Should().ContainSingle();
    }

    private Task<long> ScheduledAsync(Activation activation) =>
        database.Database.ScalarAsync<long>("select count(*) from deepflow.quartz_triggers where trigger_group = $1", activation.Id.ToString());

    private async Task<Activation> ActivateAsync(string name, string fields, string? zone)
    {
        Field[] arguments = zone is null ? [new("schedule", new Literal(Value.Of(fields)))] : [new("schedule", new Literal(Value.Of(fields))), new("zone", new Literal(Value.Of(zone)))];
        var pipeline = Pipeline(name, [Person("ask"), End()], Edge("ask", "approve", "end")) with { Triggers = [new("cron", [.. arguments], null)] };
        var hash = await engine.The<Bundles>().PublishAsync(P, Bundle(pipeline), "ada", default);
        return await engine.The<Activations>().ActivateAsync(P, hash, name, RecordValue.Empty, "ada", null, default);
    }

    /// <summary>Goes as fast as any, and stands so far before a full minute or hour when it is made.</summary>
    private sealed class ClockBefore(TimeSpan full, TimeSpan before) : TimeProvider
    {
        private readonly TimeSpan ahead = full - TimeSpan.FromTicks(DateTimeOffset.UtcNow.Ticks % full.Ticks) - before;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
