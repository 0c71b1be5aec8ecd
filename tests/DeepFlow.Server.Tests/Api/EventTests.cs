using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using DeepFlow.Testing;
using Npgsql;

namespace DeepFlow.Server.Tests.Api;

[Collection("api")]
public sealed class EventTests(ApiFixture api)
{
    private readonly ApiClient client = api.Client;

    [Fact]
    public async Task Stream_OfARun_TellsWhatHappenedAndWhatHappens()
    {
        var run = await client.StartAsync(api.Definition);
        var judge = await client.OpenTaskAsync(run, "judge");
        using var stream = await OpenAsync($"instance={run}");
        stream.ContentType.Should().Be("text/event-stream");
        var before = await stream.ReadUntilAsync(e => e.EventType == "entered" && Node(e) == "judge");

        await client.DecideAsync(judge, "approve", "rita");
        var after = await stream.ReadUntilAsync(e => e.EventType == "entered" && Node(e) == "signature");

        before[0].EventType.Should().Be("started");
        after.Select(e => e.EventType).Should().Contain(["decision", "completed", "called"]);
        var rows = (await client.GetAsync($"instances/{run}/journal")).List;
        before.Concat(after).Select(e => e.EventId).Should().Equal(rows.Select(r => r!["id"]!.ToString()));
        before.Concat(after).Select(e => e.Data).Should().Equal(rows.Select(r => r!.ToJsonString(Plain)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stream_TakenUpAgain_LosesNothingAndRepeatsNothing(bool byHeader)
    {
        var run = await client.StartAsync(api.Definition);
        await client.OpenTaskAsync(run, "judge");
        using var first = await OpenAsync($"instance={run}");
        var seen = await first.ReadUntilAsync(e => e.EventType == "completed");
        var last = seen[^1].EventId!;

        using var second = byHeader ? await OpenAsync($"instance={run}&after=0", last) : await OpenAsync($"instance={run}&after={last}");
        seen.AddRange(await second.ReadUntilAsync(e => e.EventType == "entered" && Node(e) == "judge"));

        seen.Select(e => e.EventId).Should().Equal((await client.GetAsync($"instances/{run}/journal")).List.Select(r => r!["id"]!.ToString()));
    }

    [Fact]
    public async Task Stream_Live_BeginsNowAndIsTakenUpFromThere()
    {
        await client.OpenTaskAsync(await client.StartAsync(api.Definition), "judge");
        using var stream = await OpenAsync("live=true");
        var start = (await stream.ReadUntilAsync(e => e.EventType == "start"))[0];
        var run = await client.StartAsync(api.Definition);

        using var again = await OpenAsync("live=true", start.EventId);
        var seen = await again.ReadUntilAsync(e => e.EventType == "entered" && Node(e) == "judge" && e.Data.Contains(run, StringComparison.Ordinal));

        seen.Should().OnlyContain(e => long.Parse(e.EventId!) > long.Parse(start.EventId!));
        seen.Where(e => e.Data.Contains(run, StringComparison.Ordinal)).Select(e => e.EventType).Should().StartWith("started");
    }

    [Fact]
    public async Task Stream_RowCommittedAfterALaterOne_ComesInOrder()
    {
        var run = Guid.Parse(await client.StartAsync(api.Definition));
        await client.OpenTaskAsync($"{run}", "judge");
        using var stream = await OpenAsync($"instance={run}");
        await stream.ReadUntilAsync(e => e.EventType == "entered" && Node(e) == "judge");
        await using var slow = await api.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await WriteAsync(slow, run, "first");
        await using var quick = await api.Database.DataSource.OpenConnectionAsync();
        await WriteAsync(quick, run, "second");
        var reading = stream.ReadUntilAsync(e => e.EventType == "second");
        var paging = client.GetAsync($"instances/{run}/journal");
        await Eventually.IsTrueAsync(async () => await api.Database.ScalarAsync<long>("select count(*) from pg_stat_activity where query like '%pg_locks%virtualtransaction = any%' and pid <> pg_backend_pid()") > 0);
        reading.IsCompleted.Should().BeFalse();
        paging.IsCompleted.Should().BeFalse();

        await transaction.CommitAsync();

        (await reading.WaitAsync(Eventually.Patience)).Select(e => e.EventType).Should().Equal("first", "second");
        (await paging).List.Select(r => (string?)r!["kind"]).Should().EndWith(["first", "second"]);
    }

    [Fact]
    public async Task Stream_OfTheProject_TellsOfEveryRun()
    {
        var last = await api.Database.ScalarAsync<long>("select max(id) from deepflow.journal");
        using var stream = await OpenAsync($"after={last}");
        var one = await client.StartAsync(api.Definition);
        var other = await client.StartAsync(api.Definition);

        // What other tests have started may go on meanwhile.
        var started = await stream.ReadUntilAsync(2, e => e.EventType == "started" && Instance(e) is { } run && (run == one || run == other));

        started.Where(e => e.EventType == "started").Select(Instance).Should().Contain([one, other]).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Stream_Silent_IsKeptAliveByComments()
    {
        await using var server = await api.StartServerAsync(new() { Port = 0, KeepAlive = TimeSpan.FromMilliseconds(20) });
        using var http = new HttpClient { BaseAddress = server.Address };
        using var reader = new StreamReader(await http.GetStreamAsync($"/api/v1/events?after={long.MaxValue}"));

        var comments = 0;
        while (comments < 4 && await reader.ReadLineAsync().WaitAsync(Eventually.Patience) is { } line)
            if (line.StartsWith(':')) comments++;

        comments.Should().Be(4);
    }

    [Fact]
    public async Task Stream_ServerStops_EndsCleanly()
    {
        var server = await api.StartServerAsync(new() { Port = 0 });
        using var http = new HttpClient { BaseAddress = server.Address };
        using var reader = new StreamReader(await http.GetStreamAsync($"/api/v1/events?after={long.MaxValue}"));
        await reader.ReadLineAsync();

        var stopping = server.DisposeAsync().AsTask();

        (await reader.ReadToEndAsync().WaitAsync(Eventually.Patience)).Trim().Should().BeEmpty("a stream that is not ended but cut cannot be read to its end");
        await stopping.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public async Task Stream_ClientGoes_IsLetGo()
    {
        const string Following = "select count(*) from pg_stat_activity where datname = current_database() and state <> 'idle' and query like '%from deepflow.journal%' and pid <> pg_backend_pid()";
        await using (var server = await api.StartServerAsync(new() { Port = 0, KeepAlive = TimeSpan.FromMilliseconds(20) }))
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            var stream = await http.GetStreamAsync($"/api/v1/events?after={long.MaxValue}");
            (await stream.ReadAsync(new byte[1])).Should().Be(1);
            await stream.DisposeAsync();
        }

        await Eventually.IsTrueAsync(async () => await api.Database.ScalarAsync<long>(Following) == 0);
    }

    [Fact]
    public async Task Stream_ThatCannotBe_SaysWhy()
    {
        (await client.GetAsync($"events?instance={Guid.NewGuid()}")).ShouldBeProblem(HttpStatusCode.NotFound, "unknown_instance");
        (await client.SendAsync(HttpMethod.Get, "events", change: r => r.Headers.Add("Last-Event-ID", "x"))).ShouldBeProblem(HttpStatusCode.BadRequest, "bad_event_id");
    }

    private static System.Text.Json.JsonSerializerOptions Plain { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string? Node(SseItem<string> item) => (string?)JsonNode.Parse(item.Data)!["node"];

    private static string? Instance(SseItem<string> item) => (string?)JsonNode.Parse(item.Data)!["instance"];

    private static async Task WriteAsync(NpgsqlConnection connection, Guid run, string kind)
    {
        await using var command = new NpgsqlCommand("insert into deepflow.journal (project, instance, root, kind, round, data) values ($1, $2, $2, $3, 1, '{}')", connection);
        command.Parameters.Add(new() { Value = ApiFixture.Project });
        command.Parameters.Add(new() { Value = run });
        command.Parameters.Add(new() { Value = kind });
        await command.ExecuteNonQueryAsync();
    }

    private Task<OpenStream> OpenAsync(string query, string? lastEventId = null) => OpenStream.OpenAsync(client.Http, $"/api/v1/events?{query}", lastEventId);

    /// <summary>A stream of events, read with patience but not for ever.</summary>
    private sealed class OpenStream : IDisposable
    {
        private readonly HttpResponseMessage response;
        private readonly IAsyncEnumerator<SseItem<string>> events;

        private OpenStream(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> events)
        {
            this.response = response;
            this.events = events;
        }

        public string? ContentType => response.Content.Headers.ContentType?.MediaType;

        public static async Task<OpenStream> OpenAsync(HttpClient http, string address, string? lastEventId)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            response.StatusCode.Should().Be(HttpStatusCode.OK);
            return new(response, SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator());
        }

        public Task<List<SseItem<string>>> ReadUntilAsync(Func<SseItem<string>, bool> last) => ReadUntilAsync(1, last);

        public async Task<List<SseItem<string>>> ReadUntilAsync(int times, Func<SseItem<string>, bool> last)
        {
            var read = new List<SseItem<string>>();
            while (read.Count(last) < times && await events.MoveNextAsync().AsTask().WaitAsync(Eventually.Patience)) read.Add(events.Current);
            return read;
        }

        public void Dispose() => response.Dispose();
    }
}
