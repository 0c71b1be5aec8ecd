using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Editing;

/// <summary>A step or a pipeline renamed wherever the program names it.</summary>
internal static class Renaming
{
    public static EditResult Apply(SourceFiles files, IEnumerable<string> roots, ActivityCatalog catalog, Canvas canvas, PipelineEdit edit)
    {
        var (declared, name) = edit switch
        {
            RenameStep step => (canvas.Statement(step.Node) is VarSyntax variable ? variable.Name : canvas.Step(step.Node).Name, step.Name),
            RenamePipeline pipeline => (canvas.Pipeline.Name, pipeline.Name),
            _ => throw new Refusal("Only steps and pipelines have names."),
        };
        if (name == declared.Text)
        {
            return EditResult.Of([]);
        }

        var model = Compiler.Compile(files, roots.Distinct(StringComparer.Ordinal), catalog).Model;
        var reference = model.ReferenceAt(canvas.Source.Path, declared.Span.Start) ?? throw new Refusal($"`{declared.Text}` is not understood where it stands.");
        var renamed = Services.Navigation.Renaming.Rename(model, reference, model.ReferencesTo, name);
        if (renamed.Refusal is { } refusal)
        {
            throw new Refusal(refusal);
        }

        return EditResult.Of(renamed.Edits.GroupBy(each => each.Place.Source.Path, StringComparer.Ordinal).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file =>
            new FileChange(
                file.Key,
                file.First().Place.Source.Content,
                [.. file.OrderBy(each => each.Place.Span.Start).Select(each => new TextEdit(each.Place.Span, each.Replacement))])));
    }
}
