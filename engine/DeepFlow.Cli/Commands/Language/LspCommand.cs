using System.CommandLine;
using DeepFlow.LanguageServer;
using DeepFlow.Server.Hosting;

namespace DeepFlow.Cli.Commands.Language;

internal static class LspCommand
{
    public static Command Create()
    {
        var stdio = new Option<bool>("--stdio") { Description = "Over standard input and output: the only way there is, named by editors" };
        var command = new Command("lsp", "Serve an editor: the Language Server Protocol over standard input and output") { stdio };
        command.SetAction((parsed, cancellation) => RunAsync(GlobalOptions.Of(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(GlobalOptions options, CancellationToken cancellation)
    {
        var workspace = Workspace.Find(options, Directory.GetCurrentDirectory());
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error); // whatever else is said must not break into the protocol
        var server = new LanguageServerOptions(workspace.Folder, Rooms.Activities.Catalog);
        return await LanguageConnection.ServeAsync(input, output, server, cancellation) ? 0 : 1;
    }
}
