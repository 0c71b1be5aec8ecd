using System.Text.Json;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

/// <summary>A pipeline that starts by itself, told from the command line, while the engine is killed.</summary>
public sealed class ActivationTests
{
    private const string Pipeline = """
        //! Waits for the goods of an order.
        pipeline orders(shop: string) -> (goods: any) {
            runs 100
            on event("ordered")

            step delivery = wait_for(event: "delivered", correlation: shop)
            return goods: delivery.event
        }
        """;

    [Fact]
    public async Task Activation_SignalledWhileTheEngineIsKilled_RunsOncePerCause()
    {
        using var workspace = new TempFolder();
        await File.WriteAllTextAsync(workspace["orders.dlflow"], Pipeline);
        var up = DeepFlowProcess.Start(workspace, "up", "--port", "0");
        try
        {
            await up.UntilOutputAsync("DeepFlow is up");
            (await JsonAsync(workspace, "activate", "orders.dlflow", "shop=Lausanne")).GetProperty("triggers")[0].GetString().Should().Be("event(ordered)");
            await SignalAsync(workspace, "ordered", "--key", "1");
            await Eventually.IsTrueAsync(async () => await RunsAsync(workspace, "waiting") == 1);

            await up.KillAsync();
            await up.DisposeAsync();
            (await SignalAsync(workspace, "ordered", "--key", "1")).GetProperty("repeated").GetBoolean().Should().BeTrue();
            (await SignalAsync(workspace, "ordered", "--key", "2")).GetProperty("triggered").GetInt32().Should().Be(1);
            (await SignalAsync(workspace, "delivered", "--correlation", "Lausanne", "--data", "7")).GetProperty("receivers").GetInt32().Should().Be(1);

            up = DeepFlowProcess.Start(workspace, "up", "--port", "0");
            await up.UntilOutputAsync("DeepFlow is up");
            await Eventually.IsTrueAsync(async () => await RunsAsync(workspace, "finished") == 1 && await RunsAsync(workspace, "waiting") == 1);
            await SignalAsync(workspace, "delivered", "--correlation", "Lausanne", "--data", "8");
            await Eventually.IsTrueAsync(async () => await RunsAsync(workspace, "finished") == 2);

            (await JsonAsync(workspace, "activations", "orders")).EnumerateArray().Select(cause => (cause.GetProperty("key").GetString(), cause.GetProperty("status").GetString()))
                .Should().Equal(("2", "started"), ("1", "started"));
            (await JsonAsync(workspace, "activate", "orders", "shop=Geneva")).GetProperty("running").GetArrayLength().Should().Be(0, "a published pipeline is renewed by its name");
            (await JsonAsync(workspace, "deactivate", "orders")).GetProperty("deactivated").GetString().Should().Be("orders");
            (await SignalAsync(workspace, "ordered", "--key", "3")).GetProperty("triggered").GetInt32().Should().Be(0);
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
        using var workspace = new TempFolder();
        await File.WriteAllTextAsync(workspace["quiet.dlflow"], "pipeline quiet() {\n    step pause = delay(for: 1h)\n}\n");
        var (exitCode, output) = await DeepFlowProcess.RunAsync(workspace, "activate", "quiet.dlflow");
        exitCode.Should().Be(1);
        output.Should().Contain("no trigger");
    }

    private static Task<JsonElement> SignalAsync(TempFolder workspace, params string[] arguments) => JsonAsync(workspace, ["signal", .. arguments]);

    private static async Task<int> RunsAsync(TempFolder workspace, string doing) =>
        (await JsonAsync(workspace, "instances")).EnumerateArray().Count(run => run.GetProperty("doing").GetString() == doing);

    private static async Task<JsonElement> JsonAsync(TempFolder workspace, params string[] arguments)
    {
        var (exitCode, output) = await DeepFlowProcess.RunAsync(workspace, [.. arguments, "--json"]);
        exitCode.Should().Be(0, output);
        return JsonDocument.Parse(output).RootElement;
    }
}
