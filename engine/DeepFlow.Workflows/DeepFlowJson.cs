using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows;

/// <summary>The one way DeepFlow writes JSON: snake_case, no nulls, enums by name, durations and sizes as values have them.</summary>
public static class DeepFlowJson
{
    public static JsonSerializerOptions Options { get; } = Make(indented: false);
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DictionaryKeyPolicy = null,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowOutOfOrderMetadataProperties = true,
            RespectRequiredConstructorParameters = true,
            WriteIndented = indented,
            NewLine = "\n",
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NullMayBeLeftOut } },
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
                new ValueJson(), new DurationJson(), new ByteSizeJson(), new ValueRangeJson(),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Nulls are not written, so a record's constructor must not insist on reading them.</summary>
    private static void NullMayBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property is { AssociatedParameter: { IsNullable: true }, IsRequired: true } || property.AssociatedParameter is not null && Nullable.GetUnderlyingType(property.PropertyType) is not null)
                property.IsRequired = false;
    }

    private sealed class DurationJson : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ValueJson.FromElement(JsonElement.ParseValue(ref reader)) switch
            {
                DurationValue duration => duration.Value,
                TextValue text when DurationText.TryParse(text.Value, out var parsed) => parsed,
                var other => throw new JsonException($"\"{other}\" is no duration; write one like 2h30m."),
            };

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, Value.Of(value), options);
    }

    private sealed class ByteSizeJson : JsonConverter<ByteSize>
    {
        public override ByteSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ValueJson.FromElement(JsonElement.ParseValue(ref reader)) switch
            {
                SizeValue size => size.Value,
                IntValue bytes => new ByteSize(bytes.Value),
                var other => throw new JsonException($"\"{other}\" is no size; write one like 512Mi."),
            };

        public override void Write(Utf8JsonWriter writer, ByteSize value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, Value.Of(value), options);
    }

    private sealed class ValueRangeJson : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueRange<>);

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type.GetGenericArguments()))!;

        private sealed class Of<T> : JsonConverter<ValueRange<T>> where T : struct
        {
            public override ValueRange<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            {
                var element = JsonElement.ParseValue(ref reader);
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("$range", out var ends) || ends.GetArrayLength() != 2)
                    throw new JsonException("A range was expected; write one like 0..1.");
                return new(ends[0].Deserialize<T>(options), ends[1].Deserialize<T>(options));
            }

            public override void Write(Utf8JsonWriter writer, ValueRange<T> value, JsonSerializerOptions options)
            {
                writer.WriteStartObject();
                writer.WritePropertyName("$range");
                JsonSerializer.Serialize(writer, new[] { value.Low, value.High }, options);
                writer.WriteEndObject();
            }
        }
    }
}
