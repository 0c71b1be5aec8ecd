using System.Net;
using DeepFlow.Deployment.Serving;

namespace DeepFlow.Learning.Tests;

/// <summary>The inference server as a process of its own: <c>serve --package FILE --port P</c>, as the command line has it.</summary>
public static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["serve", "--package", var package, "--port", var port])
        {
            return 2;
        }

        try
        {
            await InferenceServer.RunAsync(
                new InferenceServerOptions(package) { Address = IPAddress.Loopback, Port = int.Parse(port) }, server => Console.WriteLine(Announcement.Of(server)), CancellationToken.None);
            return 0;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
