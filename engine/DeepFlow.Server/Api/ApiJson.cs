using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Expressions;

namespace DeepFlow.Server.Api;

/// <summary>Lets ASP.NET Core write and describe JSON as DeepFlow does; its own options object can be changed but not replaced.</summary>
internal static class ApiJson
{
    public static void Adopt(JsonSerializerOptions target)
    {
        var source = DeepFlowJson.Options;
        target.PropertyNamingPolicy = source.PropertyNamingPolicy;
        target.PropertyNameCaseInsensitive = source.PropertyNameCaseInsensitive;
        target.DictionaryKeyPolicy = source.DictionaryKeyPolicy;
        target.DefaultIgnoreCondition = source.DefaultIgnoreCondition;
        target.NumberHandling = source.NumberHandling;
        target.Encoder = source.Encoder;
        target.AllowOutOfOrderMetadataProperties = source.AllowOutOfOrderMetadataProperties;
        target.RespectRequiredConstructorParameters = source.RespectRequiredConstructorParameters;
        target.TypeInfoResolver = source.TypeInfoResolver!.WithAddedModifier(LeaveExpressionsOpen);
        target.Converters.Clear();
        foreach (var converter in source.Converters) target.Converters.Add(converter);
    }

    /// <summary>
    /// Expressions hold expressions, deeper than the document's schemas can follow; there an expression is any
    /// object. What holds them is therefore not written by these options: see <see cref="Definitions.DefinitionRoutes"/>.
    /// </summary>
    private static void LeaveExpressionsOpen(JsonTypeInfo type)
    {
        if (type.Type == typeof(Expression)) type.PolymorphismOptions = null;
    }
}
