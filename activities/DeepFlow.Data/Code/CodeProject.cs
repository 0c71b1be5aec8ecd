using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Data.Code;

/// <summary>A project's repository together with the files that belong into it.</summary>
public sealed class CodeProject(CodeRepositories repositories, PipelineSources sources)
{
    /// <summary>The project's repository, which is made with its pipelines in it where there is none: not every run begins with a set-up.</summary>
    /// <param name="title">What its README is headed.</param>
    public async Task<CodeRepository> OpenAsync(ActivityContext context, string? title = null)
    {
        var repository = repositories.Of(context.Project);
        if (!repository.Exists || repository.Tip(CodeRepository.Main) is null)
        {
            var files = sources.Read().Add("README.md", Readme(title ?? context.Project));
            // A key of its own: the step that set the project up on its way makes its own commit after this one.
            var request = new CommitRequest("Set up the project", context.StartedBy, context.IdempotencyKey + "/setup");
            await repository.CreateAsync(files, request, context.Cancellation);
        }

        return repository;
    }

    /// <summary>The pipelines' files as they are now.</summary>
    public ImmutableSortedDictionary<string, string> Pipelines() => sources.Read();

    /// <summary>A commit in the name of who started the run.</summary>
    public static CommitRequest Request(ActivityContext context, string message) => new(message, context.StartedBy, context.IdempotencyKey);

    private static string Readme(string title) => $"""
        # {title}

        The pipelines of this project, in `pipelines/`, are run by DeepFlow. Each experiment is a branch; a model that is
        submitted is a merge request; promoting the model merges its branch into `{CodeRepository.Main}`.

        """;
}
