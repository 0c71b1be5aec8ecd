using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Tasks;
using DeepFlow.Engine.Tests.Tasks;
using DeepFlow.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static DeepFlow.Engine.Tests.Tasks.TaskFixture;

namespace DeepFlow.Engine.Tests.Notifications;

/// <summary>Notices that go to real sockets of this machine, which the options allow.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly MovableClock clock = new();
    private TestDatabase database = null!;
    private EngineUnderTest engine = null!;
    private SmtpListener smtp = null!;
    private HttpReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        database = await TestPostgres.CreateDatabaseAsync(typeof(Engine.Postgres.Migrations).Assembly);
        (smtp, receiver) = (new(), new());
        engine = new(database.DataSource, clock, Options);
        await engine.AddPeopleAsync();
    }

    public async Task DisposeAsync()
    {
        await engine.DisposeAsync();
        await smtp.DisposeAsync();
        await receiver.DisposeAsync();
        await database.DisposeAsync();
    }

    private NotificationOptions Options => new()
    {
        Smtp = new("127.0.0.1", smtp.Port, false, null, null, "deepflow@example.org"), AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")],
        PublicAddress = new("https://deepflow.example.org/"), Timeout = TimeSpan.FromSeconds(20),
    };

    private Task<NewSubscription> SubscribeAsync(ChannelKind kind, params NoticeKind[] events) => SubscribeAsync(new SubscriptionRequest(kind, kind == ChannelKind.Email ? "rita@example.org" : receiver.Address, [.. events]));

    private Task<NewSubscription> SubscribeAsync(SubscriptionRequest request) => engine.The<Subscriptions>().AddAsync("p", request, "otto", default);

    /// <summary>Sends, and once all have arrived waits too long for the answer that does not come.</summary>
    private async Task SendInVainAsync(Func<bool> arrived)
    {
        var sending = SendAsync();
        await Eventually.IsTrueAsync(arrived);
        clock.Advance(Options.Timeout);
        await sending;
    }

    private Task<int> SendAsync() => engine.The<DeliverySender>().SendAsync(default);

    private async Task<Delivery> OnlyAsync() => (await engine.The<Subscriptions>().DeliveriesAsync("p", null, 100, default)).Should().ContainSingle().Subject;

    private async Task<List<string>> WrittenAsync() =>
        [.. (await engine.The<Subscriptions>().DeliveriesAsync("p", null, 100, default)).OrderBy(d => d.CreatedAt).ThenBy(d => d.Event).Select(d => $"{d.Event} {d.Address}")];

    [Fact]
    public async Task Webhook_OfANewTask_IsSignedAsStandardWebhooksHaveIt()
    {
        var secret = (await SubscribeAsync(ChannelKind.Webhook)).Secret!;
        var task = await engine.AskAsync(Asking("Good <b>enough</b>?"));
        var before = clock.GetUtcNow().ToUnixTimeSeconds();
        (await SendAsync()).Should().Be(1);

        var request = receiver.Requests.Should().ContainSingle().Subject;
        var (id, timestamp) = (request.Headers["webhook-id"], request.Headers["webhook-timestamp"]);
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        request.Headers["webhook-signature"].Should().Be("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{request.Body}"))));
        long.Parse(timestamp).Should().BeInRange(before, clock.GetUtcNow().ToUnixTimeSeconds());
        var body = JsonDocument.Parse(request.Body).RootElement;
        (body.GetProperty("type").GetString(), body.GetProperty("data").GetProperty("task").GetGuid(), body.GetProperty("data").GetProperty("title").GetString())
            .Should().Be(("task_opened", task.Id, "Good <b>enough</b>?"));
        (await OnlyAsync()).Should().Match<Delivery>(d => d.Status == DeliveryStatus.Sent && d.Id.ToString() == id && d.Task == task.Id && d.Attempts == 1);
        (await SendAsync()).Should().Be(0, "what was taken is not sent again");
    }

    [Fact]
    public async Task Mail_OfANewTask_IsPlainTextWithALink()
    {
        await SubscribeAsync(ChannelKind.Email);
        var task = await engine.AskAsync(Asking("Good?\r\nBcc: all@example.org"));
        await SendAsync();

        var (from, to, message) = smtp.Mails.Should().ContainSingle().Subject;
        (from, to).Should().Match<(string, string)>(x => x.Item1.Contains("<deepflow@example.org>") && x.Item2.Contains("<rita@example.org>"));
        message.Should().Contain($"https://deepflow.example.org/inbox/{task.Id}").And.Contain("Content-Type: text/plain").And.Contain("Auto-Submitted: auto-generated");
        message.Split("\n\n", 2)[0].Split('\n').Should().NotContain(l => l.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase), "a title makes no headers");
        message.Should().Contain($"Message-Id: <{(await OnlyAsync()).Id}@deepflow>");
    }

    [Fact]
    public async Task Mail_ThatTheServerRefusesForGood_IsParkedAtOnce()
    {
        await SubscribeAsync(ChannelKind.Email);
        await engine.AskAsync();
        smtp.Refusal = "550 no such person";
        await SendAsync();
        (await OnlyAsync()).Should().Match<Delivery>(d => d.Status == DeliveryStatus.Parked && d.Failure!.Contains("no such person"));
        smtp.Refusal = null;
        await engine.The<Subscriptions>().RetryAsync("p", (await OnlyAsync()).Id, default);
        await SendAsync();
        (await OnlyAsync()).Status.Should().Be(DeliveryStatus.Sent);
    }

    [Fact]
    public async Task Attempt_ThatFails_IsRepeatedUnderTheSameId_ThenGivenUp()
    {
        await SubscribeAsync(ChannelKind.Webhook);
        await engine.AskAsync();
        receiver.Answer = "500 Oops";
        await SendAsync();
        (await SendAsync()).Should().Be(0, "the next attempt has its time");
        for (var attempt = 2; attempt <= DeliveryQueue.MostAttempts; attempt++)
        {
            clock.Advance(TimeSpan.FromHours(8));
            (await SendAsync()).Should().Be(1);
        }
        (await OnlyAsync()).Should().Match<Delivery>(d => d.Status == DeliveryStatus.Parked && d.Attempts == DeliveryQueue.MostAttempts && d.Failure!.Contains("500"));
        receiver.Requests.Select(r => r.Headers["webhook-id"]).Distinct().Should().ContainSingle();
        receiver.Requests.Select(r => r.Body).Distinct().Should().ContainSingle();
        (await engine.The<Subscriptions>().ListAsync("p", default)).Should().ContainSingle(s => s.Parked == 1 && s.Failure!.Contains("500"));
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1:1/", "redirects are not followed", DeliveryStatus.Waiting)]
    [InlineData("410 Gone", "410", DeliveryStatus.Parked)]
    [InlineData(null, "did not answer within", DeliveryStatus.Waiting)]
    public async Task Answer_ThatIsNone_IsToldWithTheReason(string? answer, string reason, DeliveryStatus status)
    {
        await SubscribeAsync(ChannelKind.Webhook);
        await engine.AskAsync();
        receiver.Answer = answer;
        await (answer is null ? SendInVainAsync(() => !receiver.Requests.IsEmpty) : SendAsync());
        (await OnlyAsync()).Should().Match<Delivery>(d => d.Failure!.Contains(reason) && d.Status == status);
        receiver.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Sender_ThatDied_IsFollowedByAnother()
    {
        await SubscribeAsync(ChannelKind.Webhook);
        await engine.AskAsync();
        var queue = new DeliveryQueue(database.DataSource, clock);
        (await queue.TakeAsync(8, default)).Should().ContainSingle("somebody takes it, and dies");
        (await SendAsync()).Should().Be(0);
        clock.Advance(TimeSpan.FromMinutes(3));
        (await SendAsync()).Should().Be(1);
        (await OnlyAsync()).Should().Match<Delivery>(d => d.Status == DeliveryStatus.Sent && d.Attempts == 2);
    }

    [Fact]
    public async Task Senders_AtTheSameTime_SendEachNoticeOnce()
    {
        for (var i = 0; i < 4; i++) await SubscribeAsync(ChannelKind.Webhook);
        for (var i = 0; i < 3; i++) await engine.AskAsync();
        using var other = new DeliverySender(database.DataSource, Options, engine.The<Engine.Postgres.Wakeups>(), clock, NullLogger<DeliverySender>.Instance);
        async Task AllAsync(DeliverySender sender)
        {
            while (await sender.SendAsync(default) > 0) { }
        }
        await Task.WhenAll(AllAsync(engine.The<DeliverySender>()), AllAsync(other));
        receiver.Requests.Select(r => r.Headers["webhook-id"]).Should().HaveCount(12).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Subscriber_WhoIsSlow_HoldsUpNoOther()
    {
        await using var slow = new HttpReceiver { Answer = null };
        await SubscribeAsync(new SubscriptionRequest(ChannelKind.Webhook, slow.Address, []));
        await SubscribeAsync(ChannelKind.Webhook);
        for (var i = 0; i < 3; i++) await engine.AskAsync();
        for (var i = 1; i <= 3; i++) await SendInVainAsync(() => slow.Requests.Count == i && receiver.Requests.Count == i);
    }

    [Fact]
    public async Task Notices_GoToWhomTheyConcern()
    {
        await SubscribeAsync(new SubscriptionRequest(ChannelKind.Email, "rita@example.org", [], Person: "rita"));
        await SubscribeAsync(new SubscriptionRequest(ChannelKind.Email, "ada@example.org", [], Person: "ada"));
        await SubscribeAsync(new SubscriptionRequest(ChannelKind.Email, "judges@example.org", [], Holders: ["judge"]));
        await SubscribeAsync(new SubscriptionRequest(ChannelKind.Email, "bosses@example.org", [], Holders: ["boss"]));
        await SubscribeAsync(new SubscriptionRequest(ChannelKind.Email, "other@example.org", [], Pipeline: "another"));
        var task = await engine.AskAsync();
        (await WrittenAsync()).Should().BeEquivalentTo("TaskOpened judges@example.org", "TaskOpened rita@example.org");

        await engine.The<TaskAssignments>().AssignAsync("p", task.Id, "ada", "otto", null, default);
        (await WrittenAsync()).Should().Contain("TaskAssigned ada@example.org").And.NotContain("TaskAssigned rita@example.org");
    }

    [Fact]
    public async Task Deadlines_IncidentsAndEnds_AreTold()
    {
        await SubscribeAsync(ChannelKind.Webhook, Enum.GetValues<NoticeKind>());
        var task = await engine.AskAsync(Asking(due: new(TimeSpan.FromDays(2), ["boss"]) { Remind = TimeSpan.FromDays(1) }));
        clock.Advance(TimeSpan.FromHours(30));
        await engine.SettleAsync();
        clock.Advance(TimeSpan.FromHours(19));
        await engine.SettleAsync();
        await engine.DecideAsync(task, new("approve", "rita"));
        var kinds = (await engine.The<Subscriptions>().DeliveriesAsync("p", null, 100, default)).Select(d => d.Event);
        kinds.Should().BeEquivalentTo([NoticeKind.TaskOpened, NoticeKind.TaskReminder, NoticeKind.TaskOverdue, NoticeKind.TaskEscalated, NoticeKind.TaskDecided, NoticeKind.RunEnded]);

        var run = await engine.StartAsync(Asking());
        await engine.The<Engine.Jobs.JobQueue>().FailAsync(await engine.ClaimAsync(run), engine.Worker, "broken", "It broke.", retryable: false, default);
        await engine.SettleAsync();
        (await engine.The<Subscriptions>().DeliveriesAsync("p", null, 1, default)).Single().Should().Match<Delivery>(d => d.Event == NoticeKind.IncidentOpened && d.Run == run);
        for (int sent; (sent = await SendAsync()) > 0;) { }
        receiver.Requests.Should().HaveCount(7);
    }

    [Fact]
    public async Task Sender_AtWork_TellsAtOnce()
    {
        await SubscribeAsync(ChannelKind.Webhook);
        using var stop = new CancellationTokenSource();
        var running = Task.WhenAll(engine.The<DeliverySender>().RunAsync(stop.Token), engine.The<Engine.Postgres.Wakeups>().ListenAsync(stop.Token));
        await engine.AskAsync();
        await Eventually.IsTrueAsync(() => !receiver.Requests.IsEmpty);
        await stop.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData(ChannelKind.Webhook, "ftp://example.org/", "bad_address")]
    [InlineData(ChannelKind.Webhook, "http://user:pw@example.org/", "bad_address")]
    [InlineData(ChannelKind.Webhook, "http://10.0.0.1/", "address_refused")]
    [InlineData(ChannelKind.Webhook, "http://[::ffff:169.254.169.254]/latest", "address_refused")]
    [InlineData(ChannelKind.Webhook, "http://[fd00::1]/", "address_refused")]
    [InlineData(ChannelKind.Email, "ada@example.org, eve@example.org", "bad_address")]
    [InlineData(ChannelKind.Email, "ada", "bad_address")]
    public async Task Address_ThatCannotBe_IsRefused(ChannelKind kind, string address, string code) =>
        (await RefusalAsync(() => SubscribeAsync(new SubscriptionRequest(kind, address, [])))).Code.Should().Be(code);

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("fe80::1%2", false)]
    public void Address_ThatIsNotPublic_IsNotAllowed(string address, bool allowed) =>
        WebhookAddress.IsAllowed(IPAddress.Parse(address), []).Should().Be(allowed);

    [Fact]
    public async Task Webhook_WhoseNameLeadsInside_IsRefusedWhenItConnects()
    {
        using var guarded = new DeliverySender(database.DataSource, Options with { AllowedNetworks = [] }, engine.The<Engine.Postgres.Wakeups>(), clock, NullLogger<DeliverySender>.Instance);
        await SubscribeAsync(new SubscriptionRequest(ChannelKind.Webhook, receiver.Address.Replace("127.0.0.1", "localhost"), []));
        await engine.AskAsync();
        await guarded.SendAsync(default);
        (await OnlyAsync()).Failure.Should().Contain("localhost is not a public address");
        receiver.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Secret_IsToldOnce()
    {
        var made = await SubscribeAsync(ChannelKind.Webhook);
        made.Secret.Should().StartWith("whsec_");
        JsonSerializer.Serialize(await engine.The<Subscriptions>().ListAsync("p", default)).Should().NotContain(made.Secret);
    }

    [Fact]
    public async Task Person_WhoIsRemoved_IsToldNothingMore()
    {
        await engine.AddPersonAsync("guest", "judge");
        await SubscribeAsync(new SubscriptionRequest(ChannelKind.Email, "guest@example.org", [], Person: "guest"));
        await engine.The<Roster>().RemoveAsync("p", "guest", default);
        (await engine.The<Subscriptions>().ListAsync("p", default)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("DEEPFLOW_SMTP", "mail.example.org")]
    [InlineData("DEEPFLOW_SMTP", "http://mail.example.org")]
    [InlineData("DEEPFLOW_WEBHOOK_ALLOW", "inside")]
    [InlineData("DEEPFLOW_PUBLIC_URL", "deepflow")]
    public void Setting_ThatMakesNoSense_IsNamed(string variable, string value) =>
        FluentActions.Invoking(() => NotificationOptions.FromEnvironment(name => name == variable ? value : name == "DEEPFLOW_MAIL_FROM" ? "a@b" : null))
            .Should().Throw<EngineException>().WithMessage($"*{variable}*");

    [Fact]
    public void Settings_AreReadFromTheEnvironment()
    {
        var settings = new Dictionary<string, string>
        {
            ["DEEPFLOW_SMTP"] = "smtps://user:p%40ss@mail.example.org", ["DEEPFLOW_MAIL_FROM"] = "deepflow@example.org", ["DEEPFLOW_WEBHOOK_ALLOW"] = "10.1.0.0/16, 127.0.0.1/32",
        };
        var options = NotificationOptions.FromEnvironment(settings.GetValueOrDefault);
        options.Smtp.Should().Be(new SmtpServer("mail.example.org", 465, true, "user", "p@ss", "deepflow@example.org"));
        options.AllowedNetworks.Should().HaveCount(2);
        $"{options.Smtp}".Should().NotContain("p@ss");
    }

    /// <summary>Goes as fast as any, and is moved ahead by a test; its timers fire when it is moved past their time, and never by themselves.</summary>
    private sealed class MovableClock : TimeProvider
    {
        private readonly ConcurrentDictionary<Timer, bool> timers = new();
        private TimeSpan ahead;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(this, () => callback(state), ahead + dueTime);
            timers[timer] = true;
            return timer;
        }

        public void Advance(TimeSpan by)
        {
            ahead += by;
            foreach (var timer in timers.Keys.Where(t => t.Due <= ahead && timers.TryRemove(t, out _))) timer.Fire();
        }

        private sealed class Timer(MovableClock clock, Action fire, TimeSpan due) : ITimer
        {
            public TimeSpan Due => due;

            public void Fire() => fire();

            public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

            public void Dispose() => clock.timers.TryRemove(this, out _);

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
