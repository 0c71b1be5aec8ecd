using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace DeepFlow.Server.Tests.Api.Sources;

[Collection("api")]
public sealed class LanguageSocketTests(ApiFixture api)
{
    [Fact]
    public async Task Socket_CompletesInATextThatNobodySaved_WithWhatTheFolderHolds()
    {
        await File.WriteAllTextAsync(api.Folder["spoken.dlflow"], "pipeline spoken_of() {\n    stop\n}\n");
        const string Text = "use \"spoken.dlflow\"\n\npipeline asking() {\n    step a = spo\n}\n";
        using var stop = new CancellationTokenSource(DeepFlow.Testing.Eventually.Patience);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(api.Server.Address) { Scheme = "ws", Path = "/api/v1/language" }.Uri, stop.Token);

        await AskAsync(socket, 1, "initialize", new JsonObject(), stop.Token);
        await SendAsync(socket, new JsonObject
        {
            ["method"] = "textDocument/didOpen",
            ["params"] = new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = "dlflow:///asking.dlflow", ["languageId"] = "dlflow", ["version"] = 1, ["text"] = Text } },
        }, stop.Token);
        var completed = await AskAsync(socket, 2, "textDocument/completion", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = "dlflow:///asking.dlflow" }, ["position"] = new JsonObject { ["line"] = 3, ["character"] = 16 },
        }, stop.Token);

        completed["result"]!.ToJsonString().Should().Contain("spoken_of");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, stop.Token);
    }

    [Fact]
    public async Task Socket_AskedForByAPlainRequest_SaysWhatItIs() =>
        (await api.Client.GetAsync("language")).ShouldBeProblem(HttpStatusCode.BadRequest, "web_socket_wanted");

    private static Task SendAsync(WebSocket socket, JsonObject message, CancellationToken cancellation)
    {
        message["jsonrpc"] = "2.0";
        return socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, cancellation);
    }

    /// <summary>The answer of that id; what the server tells by itself meanwhile is passed over.</summary>
    private static async Task<JsonNode> AskAsync(WebSocket socket, int id, string method, JsonNode parameters, CancellationToken cancellation)
    {
        await SendAsync(socket, new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }, cancellation);
        while (true)
        {
            var message = new MemoryStream();
            var buffer = new byte[8192];
            WebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer, cancellation);
                message.Write(buffer, 0, received.Count);
            }
            while (!received.EndOfMessage);
            if (JsonNode.Parse(message.ToArray()) is JsonObject answer && (int?)answer["id"] == id && answer["method"] is null) return answer;
        }
    }
}
