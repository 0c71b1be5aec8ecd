using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Workflows.Values;

/// <summary>
/// The JSON form of a value. Plain things are plain JSON (a float always has a point or an exponent, so that 1 and 1.0
/// stay apart); the rest are objects with one reserved key: <c>{"$duration":"2h30m"}</c>, <c>{"$size":1024}</c>,
/// <c>{"$range":[0,1]}</c>, <c>{"$quote":...}</c>, and <c>{"$":"asha", ...}</c> for a tagged record.
/// </summary>
public sealed class ValueJson : JsonConverterFactory
{
    public const string TagKey = "$";

    public override bool CanConvert(Type type) => typeof(Value).IsAssignableFrom(type);

    public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type))!;

    /// <summary>For values of any kind, and for places that take one kind only, such as a record.</summary>
    private sealed class Of<T> : JsonConverter<T> where T : Value
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var value = FromElement(document.RootElement);
            return value as T ?? (value.IsMissing ? null! : throw new JsonException($"\"{value}\" stands where a {typeof(T).Name} was expected."));
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            if (value is null) writer.WriteNullValue();
            else ValueJson.Write(writer, value);
        }
    }

    public static Value FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => Value.True,
        JsonValueKind.False => Value.False,
        JsonValueKind.String => Value.Of(element.GetString()),
        JsonValueKind.Number => FromNumber(element),
        JsonValueKind.Array => Value.List(element.EnumerateArray().Select(FromElement)),
        JsonValueKind.Object => FromObject(element),
        _ => Value.Missing,
    };

    private static Value FromNumber(JsonElement element) =>
        element.GetRawText().AsSpan().IndexOfAny(".eE") < 0 && element.TryGetInt64(out var whole) ? Value.Of(whole) : Value.Of(element.GetDouble());

    private static Value FromObject(JsonElement element)
    {
        string? tag = null;
        var fields = ImmutableArray.CreateBuilder<KeyValuePair<string, Value>>();
        foreach (var property in element.EnumerateObject())
        {
            switch (property.Name)
            {
                case TagKey when property.Value.ValueKind == JsonValueKind.String: tag = property.Value.GetString(); break;
                case "$duration" when DurationText.TryParse(property.Value.GetString(), out var duration): return Value.Of(duration);
                case "$size" when property.Value.TryGetInt64(out var bytes): return Value.Of(new ByteSize(bytes));
                case "$range" when property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() == 2:
                    return new RangeValue(FromElement(property.Value[0]), FromElement(property.Value[1]));
                case "$quote": return new QuoteValue(property.Value.Deserialize<Expression>(DeepFlowJson.Options) ?? throw new JsonException("An empty $quote."));
                default: fields.Add(KeyValuePair.Create(property.Name, FromElement(property.Value))); break;
            }
        }
        return new RecordValue(tag, fields.ToImmutable());
    }

    private static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value)
        {
            case MissingValue: writer.WriteNullValue(); break;
            case BoolValue v: writer.WriteBooleanValue(v.Value); break;
            case IntValue v: writer.WriteNumberValue(v.Value); break;
            case FloatValue v: writer.WriteRawValue(FloatText(v.Value)); break;
            case TextValue v: writer.WriteStringValue(v.Value); break;
            case DurationValue v: WriteSpecial(writer, "$duration", () => writer.WriteStringValue(DurationText.Format(v.Value))); break;
            case SizeValue v: WriteSpecial(writer, "$size", () => writer.WriteNumberValue(v.Value.Bytes)); break;
            case RangeValue v:
                WriteSpecial(writer, "$range", () =>
                {
                    writer.WriteStartArray();
                    Write(writer, v.Low);
                    Write(writer, v.High);
                    writer.WriteEndArray();
                });
                break;
            case QuoteValue v: WriteSpecial(writer, "$quote", () => JsonSerializer.Serialize(writer, v.Expression, DeepFlowJson.Options)); break;
            case ListValue v:
                writer.WriteStartArray();
                foreach (var item in v.Items) Write(writer, item);
                writer.WriteEndArray();
                break;
            case RecordValue v:
                writer.WriteStartObject();
                if (v.Tag is not null) writer.WriteString(TagKey, v.Tag);
                foreach (var field in v.Fields)
                {
                    writer.WritePropertyName(field.Key);
                    Write(writer, field.Value);
                }
                writer.WriteEndObject();
                break;
            default: throw new JsonException($"A value of {value.GetType().Name} stays in its process: it has no JSON form.");
        }
    }

    private static void WriteSpecial(Utf8JsonWriter writer, string key, Action content)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(key);
        content();
        writer.WriteEndObject();
    }

    private static string FloatText(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny(".eE") < 0 ? text + ".0" : text;
    }
}
