using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace DeepFlow.Server.Api.Problems;

/// <summary>What went wrong, as RFC 9457 has it.</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Detail">A sentence for people: what is wrong, with which thing, and what to do.</param>
/// <param name="Code">For programs: short and stable, such as <c>task_decided</c>.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, string Code)
{
    /// <summary>What is wrong with single fields of what was filled in; left out where nothing was.</summary>
    public ImmutableArray<FieldProblem>? Fields { get; init; }

    public const string ContentType = "application/problem+json";

    public static Problem Of(int status, string code, string detail) => new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, code);

    public static Problem Of(EngineException e) => Of(e.Problem, e.Code, e.Message, e.Fields);

    public static Problem Of(EngineProblem problem, string code, string detail, ImmutableArray<FieldProblem> fields) => Of(problem switch
    {
        EngineProblem.NotFound => StatusCodes.Status404NotFound,
        EngineProblem.Conflict => StatusCodes.Status409Conflict,
        EngineProblem.Forbidden => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    }, code, detail) with { Fields = fields.IsEmpty ? null : fields };

    public Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        return response.WriteAsJsonAsync(this, DeepFlowJson.Options, ContentType);
    }
}

internal static class ProblemDocumentation
{
    /// <summary>Tells the OpenAPI document with which statuses a route answers problems.</summary>
    public static TBuilder ProducesProblems<TBuilder>(this TBuilder builder, params int[] statuses) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([.. statuses.Select(status => new ProducesResponseTypeMetadata(status, typeof(Problem), [Problem.ContentType]))]);
}
