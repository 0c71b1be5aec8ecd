using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Sources;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Editing;

/// <summary>A step or a pipeline renamed wherever the program names it.</summary>
internal static class Renaming
{
    public static EditResult Apply(SourceFiles files, IEnumerable<string> roots, ActivityCatalog catalog, Canvas canvas, PipelineEdit edit)
    {
        var (declared, name) = edit switch
        {
            RenameStep step => (canvas.Step(step.Node).Name, step.Name),
            RenamePipeline pipeline => (canvas.Pipeline.Name, pipeline.Name),
            _ => throw new Refusal("Only steps and pipelines have names."),
        };
        if (name == declared.Text)
        {
            return EditResult.Of([]);
        }

        var compilation = Compiler.Compile(files, roots.Distinct(StringComparer.Ordinal), catalog);
        var model = compilation.Model;
        if (edit is RenameStep)
        {
            StepName.CheckFree(canvas, name);
        }
        else
        {
            StepName.Check(name);
            if (model.Symbols.FirstOrDefault(symbol => symbol.Owner is null && symbol.Name == name && symbol.Declaration is not null) is { } taken)
            {
                throw new Refusal($"The program has a `{name}` already, at {taken.Declaration}; choose another name.");
            }
        }

        var symbol = model.ReferenceAt(canvas.Source.Path, declared.Span.Start)?.Symbol ?? throw new Refusal($"`{declared.Text}` is not understood where it stands.");
        var places = model.ReferencesTo(symbol).Select(reference => reference.Place).Where(place => place.Source.Slice(place.Span) == declared.Text);
        return EditResult.Of(places.GroupBy(place => place.Source.Path, StringComparer.Ordinal).OrderBy(file => file.Key, StringComparer.Ordinal).Select(file =>
            new FileChange(file.Key, file.First().Source.Content, [.. file.Select(place => place.Span).Distinct().OrderBy(span => span.Start).Select(span => new TextEdit(span, name))])));
    }
}
