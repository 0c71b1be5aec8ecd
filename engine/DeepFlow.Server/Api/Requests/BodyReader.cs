using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Values;
using Microsoft.AspNetCore.Http;

namespace DeepFlow.Server.Api.Requests;

/// <summary>Reads bodies strictly, and says in words what is wrong with one: the serializer would name C# types, and pass over what it does not know.</summary>
internal static class BodyReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="EngineException"><c>bad_json</c>, <c>bad_text</c>, <c>unknown_field</c>, <c>missing_field</c> or <c>bad_field</c>.</exception>
    /// <exception cref="BadHttpRequestException">The body is not declared as JSON, too large, or broken off.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellation) where T : class
    {
        // A web page may send a body without a content type to any address without asking; so that is no JSON either.
        if (!request.HasJsonContentType()) throw new BadHttpRequestException("The body is not declared as JSON.", StatusCodes.Status415UnsupportedMediaType);
        using var document = await ParseAsync(request, cancellation);
        return Read<T>(document.RootElement);
    }

    private static async Task<JsonDocument> ParseAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return JsonDocument.Parse(await BodyLimit.ReadAsync(request, cancellation), Strict);
        }
        catch (JsonException e)
        {
            throw new EngineException("bad_json", $"The body is no JSON: {e.Message}");
        }
    }

    private static T Read<T>(JsonElement body) where T : class
    {
        if (body.ValueKind != JsonValueKind.Object) throw new EngineException("bad_json", "The body must be a JSON object.");
        CheckText(body);
        CheckFields(typeof(T), body, "");
        return body.Deserialize<T>(DeepFlowJson.Options)!;
    }

    /// <param name="place">Where the object stands in the body: <c>decisions[2].</c></param>
    private static void CheckFields(Type type, JsonElement given, string place)
    {
        var choice = DeepFlowJson.Options.GetTypeInfo(type).PolymorphismOptions;
        var fields = DeepFlowJson.Options.GetTypeInfo(choice is null ? type : Chosen(choice, given, place)).Properties;
        foreach (var property in given.EnumerateObject())
        {
            if (property.Name == choice?.TypeDiscriminatorPropertyName) continue;
            var field = fields.FirstOrDefault(f => f.Name == property.Name)
                ?? throw new EngineException("unknown_field", $"There is no field \"{place}{property.Name}\" here; there is {string.Join(", ", fields.Select(f => f.Name))}.");
            CheckField(field.PropertyType, property.Value, place + field.Name);
        }
        foreach (var field in fields)
            if (field.IsRequired && (!given.TryGetProperty(field.Name, out var value) || value.ValueKind == JsonValueKind.Null))
                throw new EngineException("missing_field", $"The field \"{place}{field.Name}\" is missing; it must be {WordFor(field.PropertyType)}.");
    }

    private static void CheckField(Type type, JsonElement value, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var item = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GetGenericArguments()[0] : null;
        if (item is not null && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (element, at) in value.EnumerateArray().Select((element, at) => (element, at)))
            {
                if (item == typeof(string) && element.ValueKind != JsonValueKind.String) throw Bad(name, type);
                if (!IsOurs(item)) continue;
                if (element.ValueKind != JsonValueKind.Object) throw new EngineException("bad_field", $"\"{name}[{at}]\" must be an object.");
                CheckFields(item, element, $"{name}[{at}].");
            }
        }
        else if (IsOurs(type) && value.ValueKind == JsonValueKind.Object)
        {
            CheckFields(type, value, name + ".");
        }
        try
        {
            if (value.ValueKind != JsonValueKind.Null) value.Deserialize(type, DeepFlowJson.Options);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException or FormatException)
        {
            throw Bad(name, type);
        }
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("DeepFlow.Server", StringComparison.Ordinal) == true && !type.IsEnum;

    /// <summary>Which of several kinds of object this one is, by the field that says so.</summary>
    private static Type Chosen(JsonPolymorphismOptions choice, JsonElement given, string place)
    {
        var field = choice.TypeDiscriminatorPropertyName;
        var kind = given.TryGetProperty(field, out var said) && said.ValueKind == JsonValueKind.String ? said.GetString() : null;
        return choice.DerivedTypes.FirstOrDefault(derived => (string?)derived.TypeDiscriminator == kind).DerivedType
            ?? throw new EngineException("bad_field", $"The field \"{place}{field}\" must be one of {string.Join(", ", choice.DerivedTypes.Select(derived => derived.TypeDiscriminator))}.");
    }

    private static EngineException Bad(string name, Type type) => new("bad_field", $"The field \"{name}\" must be {WordFor(type)}.");

    private static string WordFor(Type type) =>
        type == typeof(string) ? "a text"
        : type == typeof(int?) ? "a whole number"
        : type == typeof(ImmutableArray<string>) ? "a list of texts"
        : type == typeof(RecordValue) ? "an object of values"
        : type == typeof(bool) ? "true or false"
        : type == typeof(Guid) ? "an id (a UUID)"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}"
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? "a list"
        : "a value";

    /// <summary>What PostgreSQL cannot keep as text is refused here, where the sender can be told.</summary>
    private static void CheckText(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String: CheckText(element.GetString); break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) CheckText(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    CheckText(() => property.Name);
                    CheckText(property.Value);
                }
                break;
        }
    }

    private static void CheckText(Func<string?> read)
    {
        try
        {
            if (!read()!.Contains('\0')) return;
        }
        catch (InvalidOperationException)
        {
        }
        throw new EngineException("bad_text", "The body holds a text with the character NUL or half of a surrogate pair; neither can be kept.");
    }
}
