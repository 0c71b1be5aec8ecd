using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using DeepFlow.Testing;
using Nerdbank.Streams;

namespace DeepFlow.LanguageServer.Tests;

public sealed class WebSocketTests
{
    [Fact]
    public async Task Socket_WhoseRootStands_ServesFilesByTheirPathBelowIt()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.dlflow"], "pipeline p() {\n    step setup = initial_setup(repository: \"fashion\")\n}\n");
        var (near, far) = FullDuplexStream.CreatePair();
        using var server = WebSocket.CreateFromStream(far, new WebSocketCreationOptions { IsServer = true });
        using var client = WebSocket.CreateFromStream(near, new WebSocketCreationOptions());
        using var stop = new CancellationTokenSource(EditorClient.Patience);
        var serving = LanguageConnection.ServeAsync(server, new LanguageServerOptions(folder.Path, EditorClient.Catalog) { ClientChoosesRoot = false }, stop.Token);

        await AskAsync(client, 1, "initialize", new JsonObject { ["rootUri"] = "file:///etc" }, stop.Token);
        var symbols = await AskAsync(client, 2, "textDocument/documentSymbol", Document("dlflow:///a.dlflow"), stop.Token);
        var outside = await AskAsync(client, 3, "textDocument/documentSymbol", Document("dlflow:///../secret.dlflow"), stop.Token);
        var byFile = await AskAsync(client, 4, "textDocument/documentSymbol", Document(new Uri(folder["a.dlflow"]).AbsoluteUri), stop.Token);

        ((string)symbols["result"]![0]!["name"]!).Should().Be("p");
        outside["result"]?.AsArray().Should().BeNullOrEmpty("nothing above the root is read");
        byFile["error"].Should().NotBeNull("a browser does not name this machine's files");
        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop.Token);
        (await serving).Should().BeFalse();
    }

    private static JsonObject Document(string uri) => new() { ["textDocument"] = new JsonObject { ["uri"] = uri } };

    private static async Task<JsonNode> AskAsync(WebSocket socket, int id, string method, JsonNode parameters, CancellationToken cancellation)
    {
        var message = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString();
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellation);
        var body = new MemoryStream();
        var buffer = new byte[8192];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, cancellation);
            body.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                return JsonNode.Parse(body.ToArray())!;
            }
        }
    }
}
