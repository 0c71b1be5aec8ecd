using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using DeepFlow.Engine.Instances;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Requests;

/// <summary>
/// Checks the parameters in path and query against those that the route takes, before ASP.NET Core binds them: it would pass
/// over a misspelt name and speak of C# types where a value does not fit.
/// </summary>
internal static class ParameterCheck
{
    /// <summary>Marks the routes to check.</summary>
    public static object Wanted { get; } = new Mark();

    private sealed record Mark;

    /// <exception cref="EngineException"><c>unknown_parameter</c>, <c>repeated_parameter</c>, <c>bad_parameter</c> or <c>bad_id</c>.</exception>
    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<Mark>() is not null)
            Check(context.Request, [.. endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().Where(IsFromAddress)]);
        return next(context);
    }

    private static bool IsFromAddress(IParameterBindingMetadata parameter) =>
        (parameter.HasTryParse || TypeOf(parameter) == typeof(string)) && !parameter.ParameterInfo.GetCustomAttributes(true).OfType<IFromHeaderMetadata>().Any();

    private static void Check(HttpRequest request, IParameterBindingMetadata[] parameters)
    {
        foreach (var (name, values) in request.Query)
        {
            if (parameters.FirstOrDefault(p => p.Name == name && !request.RouteValues.ContainsKey(name)) is not { } parameter)
                throw new EngineException("unknown_parameter", $"There is no parameter {name} here{Offered(request, parameters)}.");
            if (values.Count > 1) throw new EngineException("repeated_parameter", $"{name} is given {values.Count} times; give it once.");
            CheckValue(parameter, values.ToString());
        }
        BindEnumsByTheirNames(request, parameters);
        foreach (var parameter in parameters)
            if (request.RouteValues.TryGetValue(parameter.Name, out var value)) CheckValue(parameter, value?.ToString() ?? "");
    }

    /// <summary>The API writes <c>open</c>; ASP.NET Core reads an enum by its name in C# only.</summary>
    private static void BindEnumsByTheirNames(HttpRequest request, IParameterBindingMetadata[] parameters)
    {
        var enums = parameters.Where(p => TypeOf(p).IsEnum && request.Query.ContainsKey(p.Name)).ToList();
        if (enums.Count == 0) return;
        var query = request.Query.ToDictionary(q => q.Key, q => q.Value);
        foreach (var parameter in enums)
            query[parameter.Name] = Enum.GetNames(TypeOf(parameter)).First(n => ApiName(n) == query[parameter.Name].ToString());
        request.Query = new QueryCollection(query);
    }

    private static string Offered(HttpRequest request, IParameterBindingMetadata[] parameters)
    {
        var names = parameters.Select(p => p.Name).Where(n => !request.RouteValues.ContainsKey(n)).ToList();
        return names.Count == 0 ? "" : $"; there is {string.Join(", ", names)}";
    }

    private static void CheckValue(IParameterBindingMetadata parameter, string value)
    {
        var (name, type) = (parameter.Name, TypeOf(parameter));
        if (value.Contains('\0')) throw new EngineException("bad_parameter", $"{name} holds the character NUL.");
        if (type == typeof(Guid) && !Guid.TryParse(value, out _))
            throw new EngineException("bad_id", $"\"{value}\" is no {name}: it must be a UUID such as 01990c2f-5d7e-7a54-8c1b-2f6f0f3f9a10.");
        if (type.IsEnum && !NamesOf(type).Contains(value))
            throw new EngineException("bad_parameter", $"{name} cannot be \"{value}\"; it can be {string.Join(", ", NamesOf(type))}.");
        if (type != typeof(int) && type != typeof(long)) return;
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw new EngineException("bad_parameter", $"{name} cannot be \"{value}\"; it must be a whole number.");
        var (low, high) = RangeOf(parameter, type);
        if (number < low || number > high) throw new EngineException("bad_parameter", $"{name} cannot be {number}; it must be from {low} to {high}.");
    }

    private static (long Low, long High) RangeOf(IParameterBindingMetadata parameter, Type type) =>
        parameter.ParameterInfo.GetCustomAttributes(true).OfType<RangeAttribute>().FirstOrDefault() is { } range
            ? (Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture), Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture))
            : type == typeof(int) ? (int.MinValue, int.MaxValue) : (0, long.MaxValue);

    private static IEnumerable<string> NamesOf(Type type) => Enum.GetNames(type).Select(ApiName);

    private static string ApiName(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static Type TypeOf(IParameterBindingMetadata parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;
}
