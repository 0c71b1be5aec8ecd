using System.Collections.Immutable;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Server.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Sources;

/// <param name="Path">The file to draw; it need not be saved.</param>
/// <param name="Texts">Unsaved texts by path.</param>
internal sealed record DrawingRequest(string Path, ImmutableDictionary<string, string>? Texts = null);

/// <param name="Changes">The files that the edits change, this one and others that name what was renamed. Nothing is written.</param>
/// <param name="Selection">What a person would go on with: what was added or changed.</param>
/// <param name="Drawing">The file after the edits.</param>
internal sealed record EditedView(IReadOnlyList<ChangedFile> Changes, SelectionView? Selection, DrawingView Drawing);

/// <param name="Edits">Of the text that was sent, in its order; none overlaps another.</param>
/// <param name="Text">The whole text after them.</param>
internal sealed record ChangedFile(string Path, IReadOnlyList<ChangedText> Edits, string Text);

internal sealed record SelectionView(string Pipeline, string? Node);

/// <summary>Text to picture, and edits of the picture to edits of the text. Neither writes anything.</summary>
internal static class DrawingRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags("Sources").WithMetadata(BodyLimit.Texts)
            .ProducesProblems(StatusCodes.Status413PayloadTooLarge);
        sources.MapPost("/drawing", Draw).WithName("drawSource").WithSummary("A text's pipelines as pictures, with what the compiler says, saved or not.");
        sources.MapPost("/edit", Edit).WithName("editSource").WithSummary("The edits of the text that an edit of the picture amounts to.")
            .ProducesProblems(StatusCodes.Status409Conflict);
    }

    private static DrawingView Draw(Body<DrawingRequest> body, Drafts drafts) =>
        DrawingView.Of(drafts.Over(With(body.Value.Texts, body.Value.Path, drafts)), body.Value.Path);

    private static EditedView Edit(Body<EditsRequest> body, Drafts drafts)
    {
        var request = body.Value;
        return new DraftEdits(drafts, request.Path, request.Pipeline).Apply(With(request.Texts, request.Path, drafts), [.. request.Edits.Select(edit => edit.ToEdit())]);
    }

    /// <summary>A path is checked whether or not a text comes with it.</summary>
    private static ImmutableDictionary<string, string> With(ImmutableDictionary<string, string>? texts, string path, Drafts drafts)
    {
        drafts.Check(path);
        return texts ?? ImmutableDictionary<string, string>.Empty;
    }
}
