using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace DeepFlow.Server.Api.Documents;

/// <summary>The OpenAPI document, and the page to read it: all from this server, so that both work without a network.</summary>
internal static class ApiDocument
{
    private const string Policy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "DeepFlow", Version = "v1",
                Description = "Pipelines, their runs, and what waits for people. Whatever fails is answered as a problem (RFC 9457) with a `code` that does not change.",
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // Nulls are not written, so what may be null is not always there.
            foreach (var optional in context.JsonTypeInfo.Properties.Where(p => !p.IsRequired)) schema.Required?.Remove(optional.Name);
            Describe(schema, Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/reference", options => options.WithTitle("DeepFlow API").DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools())
            .AddEndpointFilter((context, next) =>
            {
                context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
                return next(context);
            });
    }

    /// <summary>The serializer writes these by hand, so it cannot say how they look.</summary>
    private static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(Value))
            schema.Description = "Any value: plain JSON, or {\"$duration\": \"2h30m\"}, {\"$size\": 1024}, {\"$range\": [0, 1]}; a record made by a constructor names it under \"$\".";
        else if (type == typeof(RecordValue))
            (schema.Type, schema.AdditionalPropertiesAllowed, schema.Description) = (JsonSchemaType.Object, true, "Values by name.");
        else if (type == typeof(TimeSpan))
            (schema.Type, schema.Format, schema.Pattern, schema.Description) = (JsonSchemaType.Object, null, null, "{\"$duration\": \"2h30m\"}");
        else if (type == typeof(ByteSize))
            (schema.Type, schema.Description) = (JsonSchemaType.Object, "{\"$size\": 1024}, in bytes");
        else if (type == typeof(TextSpan))
            (schema.Required, schema.Description) = (new HashSet<string> { "start", "length", "end" }, "A stretch of a text, in UTF-16 characters.");
        else if (type == typeof(Expression))
            (schema.Type, schema.Description) = (JsonSchemaType.Object, "An expression of the language, compiled.");
    }
}
