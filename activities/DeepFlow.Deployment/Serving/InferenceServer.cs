using System.Security.Cryptography;
using System.Text.Json;
using DeepFlow.Deployment.Packaging;
using DeepFlow.Deployment.Serving.OpenInference;
using DeepFlow.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace DeepFlow.Deployment.Serving;

/// <summary>
/// Serves one model package over HTTP: the Open Inference Protocol v2 under <c>/v2</c>, and <c>POST /predict</c> for a
/// picture. What a sender did wrong is answered 4xx as <c>{"code": ..., "error": sentence}</c>.
/// </summary>
public sealed class InferenceServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly InferenceModel model;

    private InferenceServer(WebApplication app, InferenceModel model)
    {
        this.app = app;
        this.model = model;
    }

    public Uri Endpoint => new(app.Urls.First());

    public PackageManifest Manifest => model.Manifest;

    /// <summary>Serves until cancelled.</summary>
    /// <param name="started">Told the server once it answers.</param>
    /// <inheritdoc cref="StartAsync" path="/exception"/>
    public static async Task RunAsync(InferenceServerOptions options, Action<InferenceServer> started, CancellationToken cancellation)
    {
        await using var server = await StartAsync(options, cancellation);
        started(server);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await server.app.StopAsync(CancellationToken.None);
        }
    }

    /// <exception cref="InvalidDataException">The package is damaged.</exception>
    /// <exception cref="IOException">The package cannot be read, or the port is taken.</exception>
    public static async Task<InferenceServer> StartAsync(InferenceServerOptions options, CancellationToken cancellation)
    {
        var file = await File.ReadAllBytesAsync(options.Package, cancellation);
        var model = new InferenceModel(ModelPackage.Read(new MemoryStream(file)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(options.Address, options.Port);
            kestrel.Limits.MaxRequestBodySize = options.LargestBody;
            kestrel.AddServerHeader = false;
        });
        var server = new InferenceServer(builder.Build(), model);
        server.Map(package: Convert.ToHexStringLower(SHA256.HashData(file)));
        try
        {
            await server.app.StartAsync(cancellation);
            return server;
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await server.DisposeAsync();
            throw new IOException($"Port {options.Port} of {options.Address} is taken by another program; choose another, or 0 for a free one.", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        model.Dispose();
    }

    private void Map(string package)
    {
        app.Use(AnswerRefusals);
        app.UseStatusCodePages(context => Refuse(context.HttpContext, context.HttpContext.Response.StatusCode, "no_such_route",
            $"There is nothing at {context.HttpContext.Request.Method} {context.HttpContext.Request.Path}; try POST /predict or GET /v2."));

        var metadata = ModelMetadata.Of(model, package);
        app.MapGet("/v2", () => Answer(new { name = "deepflow", version = Version, extensions = Array.Empty<string>() }));
        app.MapGet("/v2/health/live", () => Answer(new { live = true }));
        app.MapGet("/v2/health/ready", () => Answer(new { ready = true, live = true }));
        foreach (var prefix in new[] { "/v2/models/{model}", "/v2/models/{model}/versions/{version}" })
        {
            app.MapGet(prefix, (HttpContext context) => ForModel(context, () => Answer(metadata)));
            app.MapGet(prefix + "/ready", (HttpContext context) => ForModel(context, () => Answer(new { name = metadata.Name, ready = true })));
            app.MapPost(prefix + "/infer", async (HttpContext context) =>
            {
                var body = await BodyAsync(context);
                return ForModel(context, () => Answer(InferRoute.Answer(model, body)));
            });
        }

        app.MapPost("/predict", async (HttpContext context) =>
        {
            var body = await BodyAsync(context);
            return Answer(PredictRoute.Answer(model, body));
        });
    }

    private IResult ForModel(HttpContext context, Func<IResult> answer)
    {
        var (name, version) = (context.GetRouteValue("model") as string, context.GetRouteValue("version") as string);
        return name == model.Manifest.Name && (version is null || version == model.Manifest.Version.ToString())
            ? answer()
            : throw new RefusedException(
                "no_such_model", $"{name}{(version is null ? "" : "@" + version)} is not served here; {model.Manifest.Id} is.", StatusCodes.Status404NotFound);
    }

    private static string Version => typeof(InferenceServer).Assembly.GetName().Version!.ToString(3);

    private static IResult Answer<T>(T answer) => Results.Json(answer, DeepFlowJson.Options);

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType && context.Request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(
                "form_body", "Send the file itself as the body, not a form (curl: --data-binary @picture.png).", StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static async Task AnswerRefusals(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (RefusedException refused)
        {
            await Refuse(context, refused.Status, refused.Code, refused.Message);
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await Refuse(context, bad.StatusCode, "body_too_large", "The body is larger than this server takes.");
        }
        catch (BadHttpRequestException bad)
        {
            await Refuse(context, bad.StatusCode, "bad_request", bad.Message);
        }
    }

    private static Task Refuse(HttpContext context, int status, string code, string sentence)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { code, error = sentence }, DeepFlowJson.Options);
    }
}
