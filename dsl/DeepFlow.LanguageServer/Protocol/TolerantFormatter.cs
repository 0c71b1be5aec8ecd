using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace DeepFlow.LanguageServer.Protocol;

/// <summary>
/// JSON as the protocol has it. A message that is no JSON-RPC would end the connection, and with it the editor's help until someone
/// starts the server again; here it becomes a notification that nobody handles, and the next message is read.
/// </summary>
internal sealed class TolerantFormatter : SystemTextJsonFormatter, IJsonRpcMessageTextFormatter
{
    public const string Malformed = "$/deepflow/malformed";

    public TolerantFormatter() => JsonSerializerOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 64,
    };

    JsonRpcMessage IJsonRpcMessageFormatter.Deserialize(ReadOnlySequence<byte> contentBuffer) => Read(() => Deserialize(contentBuffer));

    JsonRpcMessage IJsonRpcMessageTextFormatter.Deserialize(ReadOnlySequence<byte> contentBuffer, Encoding encoding) =>
        Read(() => Deserialize(contentBuffer, encoding));

    private JsonRpcMessage Read(Func<JsonRpcMessage> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or NotSupportedException)
        {
            var message = ((IJsonRpcMessageFactory)this).CreateRequestMessage();
            message.Method = Malformed;
            return message;
        }
    }
}
