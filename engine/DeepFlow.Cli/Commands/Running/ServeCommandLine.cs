using System.CommandLine;
using DeepFlow.Cli.Failures;
using DeepFlow.Deployment.Serving;

namespace DeepFlow.Cli.Commands.Running;

internal static class ServeCommandLine
{
    public static Command Create()
    {
        var package = new Option<string>("--package") { Description = "The packaged model", HelpName = "FILE", Required = true };
        var port = new Option<int>("--port") { Description = "The port on this machine (default: any free one)", HelpName = "P" };
        var command = new Command("serve", "Answer predictions of one packaged model over HTTP") { package, port };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(package)!, parsed.GetValue(port), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string package, int port, CancellationToken cancellation)
    {
        try
        {
            await InferenceServer.RunAsync(new InferenceServerOptions(package) { Port = port }, server => Console.WriteLine(Announcement.Of(server)), cancellation);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new CommandFailure("cannot_serve", exception.Message, "Give --package a file that package_model made, and --port one that is free.");
        }
    }
}
