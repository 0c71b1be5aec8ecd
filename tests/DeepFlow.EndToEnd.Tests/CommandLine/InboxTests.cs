using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

public sealed class InboxTests
{
    [Fact]
    public async Task Task_ClaimedAndHandedOn_IsDecidedByWhoHasIt()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        (await workspace.RunAsync("people", "add", "bob", "--role", "data_scientist")).ExitCode.Should().Be(0);
        await using var run = workspace.Start("run", "hello.dlflow", "name=World");
        await run.UntilOutputAsync("Greet World");
        var task = await workspace.OpenTaskAsync();

        (await workspace.RunAsync("claim", task, "--as", "ada")).Output.Should().Contain("ada works on");
        (await workspace.RunAsync("decide", task, "approve", "--as", "bob")).Output.Should().Contain("task_claimed").And.Contain("ada works on");
        (await workspace.RunAsync("comment", task, "Mind the comma.", "--as", "bob")).ExitCode.Should().Be(0);
        (await workspace.IdsAsync("tasks", "--mine", "--as", "ada", "--search", "greet wor")).Should().Equal(task);
        (await workspace.IdsAsync("tasks", "--unclaimed")).Should().BeEmpty();
        (await workspace.RunAsync("delegate", task, "bob", "--as", "ada")).ExitCode.Should().Be(0);
        (await workspace.RunAsync("tasks", task)).Output.Should().Contain("claimed by bob").And.Contain("Mind the comma.");
        (await workspace.RunAsync("decide", $"{task},{task}", "approve", "--as", "bob")).Should().Match<(int ExitCode, string Output)>(
            answer => answer.ExitCode == 1 && answer.Output.Contains("approve, says bob") && answer.Output.Contains("is decided already"));
        (await run.ExitAsync()).Should().Be(0);
        run.Output.Should().Contain("by: bob");
    }

    [Fact]
    public async Task Form_OfAPipeline_IsCheckedAndHandedOn()
    {
        using var workspace = await HelloWorkspace.CreateAsync();
        await File.WriteAllTextAsync(workspace.Folder["ask.dlflow"], """
            form requirements {
                goal: text "What must the model do?"
                accuracy: percent = 90% "Least accuracy", in 50%..100%
                risk: { low, high } = low
            }

            pipeline ask() -> (goal: text, accuracy: percent) {
                step asked = approval(title: "What is needed?", form: requirements) { by data_scientist }
                return goal: asked.goal, accuracy: asked.accuracy
            }
            """);
        await using var run = workspace.Start("run", "ask.dlflow");
        await run.UntilOutputAsync("What is needed?");
        var task = await workspace.OpenTaskAsync();

        (await workspace.RunAsync("tasks", task)).Output.Should().Contain("--set goal=...").And.Contain("Least accuracy").And.Contain("a percentage such as 90% or 0.9");
        (await workspace.RunAsync("decide", task, "approve", "--as", "ada", "--set", "accuracy=40%", "--set", "risk=none")).Output.Should()
            .Contain("bad_answers").And.Contain("cannot be 40%; it must lie in 50%..100%").And.Contain("low, high").And.Contain("(goal) must be filled in");
        (await workspace.RunAsync("decide", task, "approve", "--as", "ada", "--set", "goal=7", "--set", "accuracy=95%")).ExitCode.Should().Be(0);
        (await run.ExitAsync()).Should().Be(0);
        run.Output.Should().Contain("goal: 7").And.Contain("0.95");
    }

    [Fact]
    public async Task Webhook_OfTheCommandLine_HearsOfTheTask()
    {
        await using var receiver = new HttpReceiver();
        var allow = new Dictionary<string, string?> { ["DEEPFLOW_WEBHOOK_ALLOW"] = "127.0.0.1/32" };
        using var workspace = await HelloWorkspace.CreateAsync();
        (await workspace.RunAsync("notify", "webhook", receiver.Address, "--as", "ada")).Output.Should().Contain("address_refused", "nothing allows it yet");
        (await NotifyAsync()).Output.Should().Contain("whsec_");

        await using var run = workspace.Start(allow, "run", "hello.dlflow", "name=World");
        await Eventually.IsTrueAsync(() => !receiver.Requests.IsEmpty);
        var request = receiver.Requests.First();
        request.Body.Should().Contain("task_opened").And.Contain("Greet World");
        request.Headers["webhook-signature"].Should().StartWith("v1,");
        await Eventually.IsTrueAsync(async () => await workspace.Database.ScalarAsync<string>("select status from deepflow.delivery") == "sent");
        (await workspace.RunAsync("notify", "deliveries", "--status", "sent", "--json")).Output.Should().Contain("task_opened");

        async Task<(int ExitCode, string Output)> NotifyAsync()
        {
            await using var notify = workspace.Start(allow, "notify", "webhook", receiver.Address, "--as", "ada");
            return (await notify.ExitAsync(), notify.Output);
        }
    }
}
