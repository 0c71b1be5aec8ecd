using System.Collections.Immutable;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Sources;
using DeepFlow.Server.Sources.Differences;
using DeepFlow.Server.Sources.History;
using DeepFlow.Workflows;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeepFlow.Server.Api.Sources;

/// <summary>Answers the second of two people who save with what the first has saved.</summary>
internal static class ConflictAnswers
{
    private static readonly object Sent = new();

    /// <summary>Notes what was sent, for the comparison.</summary>
    public static void Remember(HttpContext context, ImmutableArray<SaveFile> files) => context.Items[Sent] = files;

    public static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (SourcesChangedException changed)
        {
            var sent = context.HttpContext.Items[Sent] is ImmutableArray<SaveFile> files ? files : [];
            var history = context.HttpContext.RequestServices.GetRequiredService<SourceHistory>();
            return TypedResults.Json(ProblemOf(changed, sent, history), DeepFlowJson.Options, Problem.ContentType, StatusCodes.Status409Conflict);
        }
    }

    private static FileChangedProblem ProblemOf(SourcesChangedException changed, ImmutableArray<SaveFile> sent, SourceHistory history)
    {
        var problem = Problem.Of(StatusCodes.Status409Conflict, "file_changed",
            $"{string.Join(", ", changed.Theirs.Keys)}: somebody has changed {(changed.Theirs.Count == 1 ? "it" : "them")} since it was read, so nothing was saved. Look at what they did, then save again on top of it.");
        return new(problem.Type, problem.Title, problem.Status, problem.Detail, problem.Code, [.. changed.Theirs.Select(theirs => Of(theirs.Key, theirs.Value, sent.FirstOrDefault(file => file.Path == theirs.Key), history))]);
    }

    private static Conflict Of(string path, SourceFile? theirs, SaveFile? mine, SourceHistory history) => new(
        path,
        theirs is null ? null : new(theirs.Version, theirs.Text, history.Versions(path, null, 1) is [{ Version: var last, Commit: var commit }] && last == theirs.Version ? commit : null),
        TextDifference.Between(theirs?.Text ?? "", mine?.Text ?? ""),
        mine is { Base: { } origin } && theirs is not null ? ThreeWayMerge.Of(origin, mine.Text, theirs.Text) : null);
}
