using System.Text.Json;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

/// <summary>A pipeline that starts by itself, told from the command line, while the engine is killed.</summary>
public sealed class ActivationTests : IAsyncLifetime
{
    private const string Pipeline = """
        //! Waits for the goods of an order.
        pipeline orders(shop: string) -> (goods: any) {
            runs 100
            on event("ordered")

            step delivery = wait_for(event: "delivered", correlation: shop)
            step check = approval(title: "All there?") {
                by model_validator
                when false
                on reject -> check
            }
            return goods: delivery.event
        }
        """;

    private readonly TempFolder workspace = new();
    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestPostgres.CreateDatabaseAsync();

    public async Task DisposeAsync()
    {
        await database.DisposeAsync();
        workspace.Dispose();
    }

    [Fact]
    public async Task Activation_SignalledWhileTheEngineIsKilled_RunsOncePerCause()
    {
        await File.WriteAllTextAsync(workspace["orders.dlflow"], Pipeline);
        var up = DeepFlowProcess.Start(workspace, "up", "--port", "0", "--postgres", database.ConnectionString);
        try
        {
            await up.UntilOutputAsync("DeepFlow is up");
            var activated = await JsonAsync("activate", "orders.dlflow", "shop=Lausanne");
            activated.GetProperty("activation").GetProperty("triggers")[0].GetString().Should().Be("event(ordered)");
            activated.GetProperty("warnings")[0].GetProperty("message").GetString().Should().Contain("Nobody holds the role `model_validator`");
            await SignalAsync("ordered", "--key", "1");
            await Eventually.IsTrueAsync(async () => await WaitingAsync() == 1);

            await up.KillAsync();
            await up.DisposeAsync();
            (await SignalAsync("ordered", "--key", "1")).GetProperty("repeated").GetBoolean().Should().BeTrue();
            (await DeepFlowProcess.RunAsync(workspace, "signal", "ordered", "--key", "2", "--postgres", database.ConnectionString)).Output.Should().Contain("ordered fired a trigger of 1 activation.");
            (await SignalAsync("delivered", "--correlation", "Lausanne", "--data", "7")).GetProperty("receivers").GetInt32().Should().Be(1);

            up = DeepFlowProcess.Start(workspace, "up", "--port", "0", "--postgres", database.ConnectionString);
            await up.UntilOutputAsync("DeepFlow is up");
            await Eventually.IsTrueAsync(async () => await FinishedAsync() == 1 && await WaitingAsync() == 1);
            await SignalAsync("delivered", "--correlation", "Lausanne", "--data", "8");
            await Eventually.IsTrueAsync(async () => await FinishedAsync() == 2);

            (await JsonAsync("activations", "orders")).EnumerateArray().Select(cause => (cause.GetProperty("key").GetString(), cause.GetProperty("status").GetString()))
                .Should().Equal(("2", "started"), ("1", "started"));
            (await JsonAsync("activate", "orders", "shop=Geneva")).GetProperty("activation").GetProperty("running").GetArrayLength().Should().Be(0, "a published pipeline is renewed by its name");
            (await JsonAsync("deactivate", "orders")).GetProperty("deactivated").GetString().Should().Be("orders");
            (await SignalAsync("ordered", "--key", "3")).GetProperty("triggered").GetInt32().Should().Be(0);
        }
        finally
        {
            await up.KillAsync();
            await up.DisposeAsync();
        }
    }

    [Fact]
    public async Task Activate_WhatListensToNothing_SaysSo()
    {
        await File.WriteAllTextAsync(workspace["quiet.dlflow"], "pipeline quiet() {\n    step pause = delay(for: 1h)\n}\n");
        var (exitCode, output) = await DeepFlowProcess.RunAsync(workspace, "activate", "quiet.dlflow", "--postgres", database.ConnectionString);
        exitCode.Should().Be(1);
        output.Should().Contain("no trigger");
    }

    private Task<JsonElement> SignalAsync(params string[] arguments) => JsonAsync(["signal", .. arguments]);

    private Task<long> WaitingAsync() => database.ScalarAsync<long>("select count(*) from deepflow.waiter");

    private Task<long> FinishedAsync() => database.ScalarAsync<long>("select count(*) from deepflow.instance where status = 'finished'");

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(workspace, [.. arguments, "--postgres", database.ConnectionString, "--json"]);
        exitCode.Should().Be(0, output);
        return JsonDocument.Parse(output).RootElement;
    }
}
