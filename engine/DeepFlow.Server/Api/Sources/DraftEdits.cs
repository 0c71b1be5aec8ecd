using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Language.Editing;
using DeepFlow.Language.Graph;
using DeepFlow.Language.Services;
using DeepFlow.Server.Sources;

namespace DeepFlow.Server.Api.Sources;

/// <summary>Edits of one picture, done over texts that nobody has saved.</summary>
/// <param name="pipeline">Null where the file itself is edited.</param>
internal sealed class DraftEdits(Drafts drafts, string path, string? pipeline)
{
    /// <exception cref="EngineException"><c>edit_refused</c>: why it cannot be done.</exception>
    public EditedView Apply(ImmutableDictionary<string, string> texts, ImmutableArray<PipelineEdit> edits)
    {
        var (before, name) = (drafts.Over(texts), pipeline);
        var (project, changes) = (before, new Dictionary<string, FileChange>(StringComparer.Ordinal));
        SelectionView? selection = null;
        foreach (var (edit, at) in edits.Select((edit, at) => (edit, at)))
        {
            var result = new PipelineEditor(project.Files, project.AllPaths, project.Catalog).Apply(path, name, edit);
            if (result.Problem is { } problem)
                throw new EngineException("edit_refused", edits.Length == 1 ? problem : $"Edit {at + 1} of {edits.Length}: {problem}", EngineProblem.Conflict);
            foreach (var change in result.Changes)
            {
                changes[change.Path] = changes.TryGetValue(change.Path, out var earlier) ? Joined(earlier, change) : change;
                texts = texts.SetItem(change.Path, change.After);
            }
            var after = drafts.Over(texts);
            var was = name;
            name = edit switch { RenamePipeline rename => rename.Name, CreatePipeline create => create.Name, _ => name };
            selection = Selected(PictureOf(project, was), PictureOf(after, name), edit) ?? selection;
            project = after;
        }
        return new EditedView(
            [.. changes.Values.OrderBy(change => change.Path, StringComparer.Ordinal).Select(change => new ChangedFile(change.Path, [.. change.Edits.Select(ChangedText.Of)], change.After))],
            selection, DrawingView.Of(project, path));
    }

    private Picture? PictureOf(LanguageSnapshot project, string? name) => project.Draw(path).Pictures.FirstOrDefault(picture => picture.Pipeline == name);

    /// <summary>What the edit made, else what it was about.</summary>
    private static SelectionView? Selected(Picture? before, Picture? after, PipelineEdit edit)
    {
        if (after is null) return null;
        if (before is null) return new(after.Pipeline, null);
        var kept = PictureMatch.Between(before, after);
        // The end that is drawn although nobody wrote it is made when somebody writes it.
        var unwritten = before.Nodes.Where(node => node.Extent is null).Select(node => kept.GetValueOrDefault(node.Id)).ToHashSet();
        var made = after.Nodes.FirstOrDefault(node => node.Extent is not null && (unwritten.Contains(node.Id) || !kept.Values.Contains(node.Id)));
        return new(after.Pipeline, made?.Id ?? (edit.About is { } about ? kept.GetValueOrDefault(about) : null));
    }

    /// <summary>Two edits of a text as one, as small as what lies between its unchanged ends.</summary>
    private static FileChange Joined(FileChange earlier, FileChange later)
    {
        var (from, to) = (earlier.Before, later.After);
        var start = from.AsSpan().CommonPrefixLength(to);
        var rest = Math.Min(from.Length, to.Length) - start;
        var end = 0;
        while (end < rest && from[^(end + 1)] == to[^(end + 1)]) end++;
        return new(later.Path, from, [new(Language.Sources.TextSpan.Between(start, from.Length - end), to[start..^end])]);
    }
}
