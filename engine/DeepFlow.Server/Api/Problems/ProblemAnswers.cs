using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Server.Api.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Server.Api.Problems;

/// <summary>Answers every request that fails, whichever part refused it, with a <see cref="Problem"/>.</summary>
internal sealed class ProblemAnswers(ILogger<ProblemAnswers> log)
{
    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (Refusal(context) is { } refusal) await refusal.WriteAsync(context.Response);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to hear of it.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var problem = Of(e, context);
            context.Response.Clear();
            await problem.WriteAsync(context.Response);
        }
    }

    private Problem Of(Exception e, HttpContext context)
    {
        switch (e)
        {
            case EngineException refused:
                return Problem.Of(refused);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problem.Of(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"The body is too large; {BodyLimit.Of(context) / 1024} KiB are the most.");
            case BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType }:
                return NotJson;
            case BadHttpRequestException bad:
                return Problem.Of(bad.StatusCode, "bad_request", bad.Message);
            case NpgsqlException outage when outage.IsOutage():
                log.LogWarning("The database did not answer {Method} {Path} ({Reason}).", context.Request.Method, context.Request.Path, e.Message);
                return Problem.Of(StatusCodes.Status503ServiceUnavailable, "database_unavailable", "The database does not answer at the moment; try again.");
            default:
                log.LogError(e, "{Method} {Path} failed (request {Request}).", context.Request.Method, context.Request.Path, context.TraceIdentifier);
                return Problem.Of(StatusCodes.Status500InternalServerError, "internal_error",
                    $"DeepFlow failed on this request, by a defect of its own. Its log says more, under request {context.TraceIdentifier}.");
        }
    }

    /// <summary>What routing refused by a bare status.</summary>
    private static Problem? Refusal(HttpContext context)
    {
        if (context.Response is not { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null } response) return null;
        var (method, path) = (context.Request.Method, context.Request.Path);
        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problem.Of(404, "unknown_route", $"There is nothing at {path}; /openapi/v1.json lists what there is."),
            StatusCodes.Status405MethodNotAllowed => Problem.Of(405, "method_not_allowed", $"{path} does not take {method}, but {response.Headers.Allow}."),
            StatusCodes.Status415UnsupportedMediaType => NotJson,
            var status => Problem.Of(status, "refused", $"The server refuses {method} {path}."),
        };
    }

    private static Problem NotJson => Problem.Of(StatusCodes.Status415UnsupportedMediaType, "not_json", "The body must be JSON, sent with Content-Type: application/json.");
}
