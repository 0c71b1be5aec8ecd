using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeepFlow.Workflows.Values;

/// <summary>Carries values to and from an activity's records: names become snake_case, tags become subclasses.</summary>
public static class ClrValues
{
    /// <exception cref="JsonException">The value does not have the shape of <typeparamref name="T"/>; the message names the place.</exception>
    public static T To<T>(Value value) => (T)To(value, typeof(T));

    public static object To(Value value, Type type) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, DeepFlowJson.Options), type, DeepFlowJson.Options)
        ?? throw new JsonException($"A {type.Name} was expected and nothing was given.");

    public static Value From(object? clr) =>
        clr is null ? Value.Missing : clr as Value ?? ValueJson.FromElement(JsonSerializer.SerializeToElement(clr, WrittenAs(clr.GetType()), DeepFlowJson.Options));

    private static readonly ConcurrentDictionary<Type, Type> Written = new();

    /// <summary>One of a family of constructors is written as a member of its family: only so does it carry its tag.</summary>
    private static Type WrittenAs(Type type) => Written.GetOrAdd(type, FamilyOf);

    private static Type FamilyOf(Type type)
    {
        for (var family = type; family is not null; family = family.BaseType)
            if (family.IsDefined(typeof(JsonPolymorphicAttribute), inherit: false)) return family;
        return type;
    }
}
