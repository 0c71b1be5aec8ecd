using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Text;
using System.Text.Json.Nodes;
using DeepFlow.Testing;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.LanguageServer.Tests;

/// <summary>An editor that follows a script: it speaks the protocol over real pipes, byte by byte, and waits for what it is told.</summary>
internal sealed class EditorClient : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly AnonymousPipeServerStream _toServer = new(PipeDirection.Out);
    private readonly AnonymousPipeServerStream _fromServer = new(PipeDirection.In);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _asked = new();
    private readonly List<JsonNode> _told = [];
    private readonly SemaphoreSlim _heard = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;
    private int _lastId;

    private EditorClient(TempFolder folder, TaskScheduler? work)
    {
        Folder = folder;
        Ended = Task.Run(async () =>
        {
            using var input = new AnonymousPipeClientStream(PipeDirection.In, _toServer.ClientSafePipeHandle);
            using var output = new AnonymousPipeClientStream(PipeDirection.Out, _fromServer.ClientSafePipeHandle);
            return await LanguageConnection.ServeAsync(input, output, new LanguageServerOptions(folder.Path, Catalog) { Work = work ?? TaskScheduler.Default }, _stop.Token);
        });
        _reading = Task.Run(ReadAllAsync);
    }

    public static ActivityCatalog Catalog { get; } = ActivityCatalog.FromJson(File.ReadAllBytes(Repository.Path("activities/catalog.json")));

    public TempFolder Folder { get; }

    /// <summary>What the server's end says: whether the client took its leave properly.</summary>
    public Task<bool> Ended { get; }

    /// <summary>A client that has introduced itself, in a copy of the fashion pipelines.</summary>
    /// <param name="work">Where the server works; the thread pool unless given.</param>
    /// <param name="capabilities">What the client says that it can do; nothing unless given.</param>
    public static async Task<EditorClient> StartAsync(TaskScheduler? work = null, JsonObject? capabilities = null)
    {
        var client = Connect(work);
        foreach (var file in Directory.GetFiles(Repository.Path("pipelines/fashion"), "*.dlflow"))
        {
            File.Copy(file, client.Folder[Path.GetFileName(file)]);
        }

        await client.RequestAsync("initialize", new JsonObject { ["rootUri"] = new Uri(client.Folder.Path).AbsoluteUri, ["capabilities"] = capabilities ?? [] });
        await client.NotifyAsync("initialized", new JsonObject());
        return client;
    }

    /// <summary>A client that has said nothing yet, in an empty folder.</summary>
    public static EditorClient Connect(TaskScheduler? work = null) => new(new TempFolder(), work);

    public string UriOf(string file) => new Uri(Folder[file]).AbsoluteUri;

    public string Read(string file) => File.ReadAllText(Folder[file]);

    public Task OpenAsync(string file, string? text = null, int version = 1) => NotifyAsync("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = UriOf(file), ["languageId"] = "dlflow", ["version"] = version, ["text"] = text ?? Read(file) },
    });

    /// <param name="range">What the text replaces; null: everything.</param>
    public Task ChangeAsync(string file, int version, string text, JsonNode? range = null) => NotifyAsync("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = UriOf(file), ["version"] = version },
        ["contentChanges"] = new JsonArray(range is null ? new JsonObject { ["text"] = text } : new JsonObject { ["range"] = range, ["text"] = text }),
    });

    /// <summary>The result of a request about the place where <paramref name="before"/> ends, in the text as given.</summary>
    public Task<JsonNode?> AtAsync(string method, string file, string text, string before, JsonObject? more = null)
    {
        var at = text.IndexOf(before, StringComparison.Ordinal);
        at.Should().BeGreaterThanOrEqualTo(0, "the text holds {0}", before);
        var parameters = new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = UriOf(file) }, ["position"] = Position(text, at + before.Length) };
        foreach (var (name, value) in more ?? [])
        {
            parameters[name] = value?.DeepClone();
        }

        return RequestAsync(method, parameters);
    }

    public Task<JsonNode?> AboutAsync(string method, string file) =>
        RequestAsync(method, new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = UriOf(file) } });

    /// <summary>The answer's result.</summary>
    public async Task<JsonNode?> RequestAsync(string method, JsonNode? parameters)
    {
        var answer = await AskAsync(method, parameters);
        answer["error"].Should().BeNull("{0} is answered", method);
        return answer["result"];
    }

    /// <summary>The answer's error.</summary>
    public async Task<JsonNode> RefusedAsync(string method, JsonNode? parameters)
    {
        var answer = await AskAsync(method, parameters);
        answer["error"].Should().NotBeNull("{0} is refused", method);
        return answer["error"]!;
    }

    /// <summary>The answer as a whole, and the id under which it was asked for.</summary>
    public Task<JsonNode> AskAsync(string method, JsonNode? parameters) => Begin(method, parameters).Answer.WaitAsync(Patience);

    public (int Id, Task<JsonNode> Answer) Begin(string method, JsonNode? parameters)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _asked[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        return (id, answer.Task);
    }

    public Task NotifyAsync(string method, JsonNode? parameters)
    {
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });
        return Task.CompletedTask;
    }

    /// <summary>Waits until the server has taken in every notification sent so far: messages are begun in their order, and this one is answered at once.</summary>
    public async Task AllTakenInAsync()
    {
        var nowhere = $"file:///nowhere/{Guid.NewGuid():N}.dlflow";
        await NotifyAsync("textDocument/didOpen", new JsonObject
        {
            ["textDocument"] = new JsonObject { ["uri"] = nowhere, ["languageId"] = "dlflow", ["version"] = 1, ["text"] = "" },
        });
        await ToldAsync("window/showMessage", told => ((string)told["message"]!).Contains(nowhere, StringComparison.Ordinal));
    }

    /// <summary>Writes a body with its header, whatever it is.</summary>
    public void SendRaw(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        _toServer.Write([.. Encoding.ASCII.GetBytes($"Content-Length: {bytes.Length}\r\n\r\n"), .. bytes]);
        _toServer.Flush();
    }

    /// <summary>The first notification, told already or soon, that is as wanted.</summary>
    public async Task<JsonNode> ToldAsync(string method, Func<JsonNode, bool>? wanted = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            lock (_told)
            {
                if (_told.FirstOrDefault(told => (string?)told["method"] == method && (wanted?.Invoke(told["params"]!) ?? true)) is { } found)
                {
                    return found["params"]!;
                }
            }

            await _heard.WaitAsync(patience.Token);
        }
    }

    /// <summary>All that was told so far.</summary>
    public IReadOnlyList<JsonNode> AllTold(string method)
    {
        lock (_told)
        {
            return [.. _told.Where(told => (string?)told["method"] == method).Select(told => told["params"]!)];
        }
    }

    /// <summary>What is found in a file, as of a version of it.</summary>
    public async Task<IReadOnlyList<JsonNode>> FindingsAsync(string file, int version)
    {
        var told = await ToldAsync("textDocument/publishDiagnostics", told => (string?)told["uri"] == UriOf(file) && (int?)told["version"] == version);
        return [.. told["diagnostics"]!.AsArray().Select(finding => finding!)];
    }

    public void HangUp() => _toServer.Dispose();

    public async ValueTask DisposeAsync()
    {
        HangUp();
        await _stop.CancelAsync();
        await Ended.ContinueWith(_ => { }, TaskScheduler.Default);
        await _reading;
        _fromServer.Dispose();
        Folder.Dispose();
    }

    public static JsonObject Position(string text, int offset)
    {
        var before = text[..offset];
        var line = before.Count(character => character == '\n');
        return new JsonObject { ["line"] = line, ["character"] = offset - (before.LastIndexOf('\n') + 1) };
    }

    public static JsonObject Range(string text, string stretch)
    {
        var at = text.IndexOf(stretch, StringComparison.Ordinal);
        return new JsonObject { ["start"] = Position(text, at), ["end"] = Position(text, at + stretch.Length) };
    }

    /// <summary>The text with the edits of an answer made.</summary>
    public static string Apply(string text, IEnumerable<JsonNode?> edits)
    {
        foreach (var edit in edits.OrderByDescending(edit => Offset(text, edit!["range"]!["start"]!)))
        {
            var (start, end) = (Offset(text, edit!["range"]!["start"]!), Offset(text, edit["range"]!["end"]!));
            text = text[..start] + (string)edit["newText"]! + text[end..];
        }

        return text;
    }

    public static int Offset(string text, JsonNode position)
    {
        var lines = text.Split('\n');
        return lines.Take((int)position["line"]!).Sum(line => line.Length + 1) + (int)position["character"]!;
    }

    private void Send(JsonObject message)
    {
        lock (_toServer)
        {
            SendRaw(message.ToJsonString());
        }
    }

    private async Task ReadAllAsync()
    {
        try
        {
            while (await ReadMessageAsync() is { } message)
            {
                if (message["method"] is null && message["id"] is { } id && _asked.TryRemove((int)id, out var asked))
                {
                    asked.SetResult(message);
                    continue;
                }

                lock (_told)
                {
                    _told.Add(message);
                }

                _heard.Release();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The server has gone.
        }
    }

    private async Task<JsonNode?> ReadMessageAsync()
    {
        var length = 0;
        while (await ReadLineAsync() is { } line)
        {
            if (line.Length == 0)
            {
                var body = new byte[length];
                await _fromServer.ReadExactlyAsync(body);
                return JsonNode.Parse(body);
            }

            length = line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(line["Content-Length:".Length..]) : length;
        }

        return null;
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await _fromServer.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }
}
