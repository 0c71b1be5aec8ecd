using System.Diagnostics;
using System.Text;
using System.Text.Json;
using DeepFlow.Testing;

namespace DeepFlow.EndToEnd.Tests.CommandLine;

/// <summary><c>deepflow lsp</c> as an editor starts it; spoken to one message after another.</summary>
internal sealed class LanguageServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Queue<JsonElement> told = new();
    private readonly CancellationTokenSource limit = new(Eventually.Patience);
    private int lastId;

    private LanguageServerProcess(Process process) => this.process = process;

    public static LanguageServerProcess Start(TempFolder folder) => new(Process.Start(new ProcessStartInfo("dotnet", [DeepFlowProcess.Program, "lsp", "--stdio"])
    {
        WorkingDirectory = folder.Path,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!);

    /// <summary>The answer's result; what is told meanwhile is kept.</summary>
    public async Task<JsonElement> RequestAsync(string method, object? parameters)
    {
        var id = ++lastId;
        await SendAsync(new { jsonrpc = "2.0", id, method, @params = parameters });
        while (true)
        {
            var message = await ReadAsync();
            if (message.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
            {
                message.TryGetProperty("error", out var error).Should().BeFalse("{0} is answered: {1}", method, error);
                return message.TryGetProperty("result", out var result) ? result : default;
            }

            told.Enqueue(message);
        }
    }

    public Task NotifyAsync(string method, object? parameters) => SendAsync(new { jsonrpc = "2.0", method, @params = parameters });

    /// <summary>The parameters of the next notification of that method.</summary>
    public async Task<JsonElement> ToldAsync(string method)
    {
        while (true)
        {
            var message = told.TryDequeue(out var earlier) ? earlier : await ReadAsync();
            if (message.TryGetProperty("method", out var its) && its.GetString() == method)
            {
                return message.GetProperty("params");
            }
        }
    }

    public async Task<int> ExitCodeAsync()
    {
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        limit.Dispose();
    }

    private async Task SendAsync(object message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message);
        var stream = process.StandardInput.BaseStream;
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), limit.Token);
        await stream.WriteAsync(body, limit.Token);
        await stream.FlushAsync(limit.Token);
    }

    private async Task<JsonElement> ReadAsync()
    {
        var stream = process.StandardOutput.BaseStream;
        var length = 0;
        while (await ReadLineAsync(stream) is { Length: > 0 } line)
        {
            length = line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase) ? int.Parse(line["Content-Length:".Length..]) : length;
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, limit.Token);
        return JsonDocument.Parse(body).RootElement;
    }

    private async Task<string> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await stream.ReadExactlyAsync(one, limit.Token);
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }
    }
}
