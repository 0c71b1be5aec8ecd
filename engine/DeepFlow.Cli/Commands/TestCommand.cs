using System.CommandLine;
using DeepFlow.Cli.Failures;

namespace DeepFlow.Cli.Commands;

/// <summary>Listed here for the help only: the launcher runs the tests, since they have to be built first.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("name") { Description = "Only test projects whose name holds it", Arity = ArgumentArity.ZeroOrMore };
        var crash = new Option<bool>("--crash") { Description = "Kill engines, databases and connections instead, and count what remains" };
        var minutes = new Option<int>("--minutes") { Description = "With --crash: how long", DefaultValueFactory = _ => 10 };
        var seed = new Option<int?>("--seed") { Description = "With --crash: where its randomness begins" };
        var command = new Command("test", "Build everything and run all tests") { names, crash, minutes, seed };
        command.SetAction(int (_) => throw new CommandFailure(
            "no_sources", "The tests are not part of the built program.", "Run ./deepflow test in a checkout of DeepFlow's sources."));
        return command;
    }
}
