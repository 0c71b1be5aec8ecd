using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace DeepFlow.Server.Web;

/// <summary>
/// Serves the built designer. Files under <c>assets/</c> carry a hash in their names and are kept by browsers for good; every other
/// address without a file is a place inside the designer and is answered with its one page. Files may lie there compressed
/// already, as <c>name.br</c> and <c>name.gz</c>.
/// </summary>
internal sealed class WebPages(PhysicalFileProvider files)
{
    private const string Page = "index.html";

    /// <summary>No script but our own files; styles may be set on elements, as charts and the canvas do.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly (string Encoding, string Suffix)[] Compressed = [("br", ".br"), ("gzip", ".gz")];
    private static readonly string[] NotPages = ["/api", "/openapi", "/reference", "/assets"];
    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <summary>Answers what no route answers.</summary>
    /// <param name="folder">Where the built designer lies.</param>
    public static void Use(WebApplication app, string folder) => app.Use(new WebPages(new PhysicalFileProvider(folder)).AnswerAsync);

    private Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (context.GetEndpoint() is not null || !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) return next(context);
        if (files.GetFileInfo(path.Value!) is { Exists: true, IsDirectory: false }) return SendAsync(context, path.Value!, path.StartsWithSegments("/assets"));
        return NotPages.Any(prefix => path.StartsWithSegments(prefix)) || !files.GetFileInfo(Page).Exists ? next(context) : SendAsync(context, Page, forGood: false);
    }

    private async Task SendAsync(HttpContext context, string path, bool forGood)
    {
        var (request, response) = (context.Request, context.Response);
        var (file, encoding) = Choose(path, request.Headers.AcceptEncoding.ToString());
        var tag = $"\"{file.LastModified.UtcTicks:x}-{file.Length:x}\"";
        response.Headers.ETag = tag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.CacheControl = forGood ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "same-origin";
        if (request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = Types.TryGetContentType(path, out var type) ? IsText(type) ? $"{type}; charset=utf-8" : type : "application/octet-stream";
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentLength = file.Length;
        if (HttpMethods.IsGet(request.Method)) await response.SendFileAsync(file, context.RequestAborted);
    }

    private (IFileInfo File, string? Encoding) Choose(string path, string accepted)
    {
        foreach (var (encoding, suffix) in Compressed)
            if (accepted.Split(',').Any(offer => offer.Trim().Split(';')[0] == encoding) && files.GetFileInfo(path + suffix) is { Exists: true } smaller)
                return (smaller, encoding);
        return (files.GetFileInfo(path), null);
    }

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.Ordinal) || type is "application/json" or "image/svg+xml" or "application/manifest+json";
}
