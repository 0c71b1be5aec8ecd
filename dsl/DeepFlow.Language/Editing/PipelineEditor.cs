using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Graph;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Semantics;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Language.Editing;

/// <summary>
/// Turns an edit of the picture into the smallest edit of the text that draws it: comments stay, lines that the edit is not about
/// stay byte for byte, and what cannot be done is told in a sentence.
/// </summary>
/// <param name="roots">The project's files, in which a renamed thing may be named.</param>
public sealed class PipelineEditor(SourceFiles files, IReadOnlyList<string> roots, ActivityCatalog catalog)
{
    /// <param name="path">The file of the pipeline, below the project's folder.</param>
    /// <param name="pipeline">Null for an edit that is about none.</param>
    public EditResult Apply(string path, string? pipeline, PipelineEdit edit)
    {
        try
        {
            var program = new ProgramLoader(files, new DiagnosticBag()).Load([path]);
            var file = program.Files.FirstOrDefault(file => file.Path == files.Locate(path)) ?? throw new Refusal($"There is no file `{path}` in the project.");
            if (edit is DocumentEdit declared)
            {
                return Changed(file.Document.Source, Documents.Edit(file.Document, declared));
            }

            var canvas = Open(program, file, pipeline ?? throw new Refusal("Such an edit is made in a pipeline; none was named."));
            if (edit is RenameStep or RenamePipeline)
            {
                return Renaming.Apply(files, [path, .. roots], catalog, canvas, edit);
            }

            Dispatch(canvas, edit);
            return Changed(canvas.Source, edit is AddStep or SetCallee ? [.. canvas.Edits, .. UseOf(file, canvas, edit)] : canvas.Edits);
        }
        catch (Refusal refusal)
        {
            return EditResult.Refuse(refusal.Message);
        }
    }

    private EditResult Changed(SourceText source, IEnumerable<TextEdit> made)
    {
        var edits = TextEdits.InOrder(made) ?? throw new Refusal("The edit touches a place twice; format the file first.");
        var change = new FileChange(source.Path, source.Content, edits);
        RefuseWhatDoesNotRead(source, change.After);
        return EditResult.Of(edits.Count == 0 ? [] : [change]);
    }

    private Canvas Open(Program program, ProgramFile file, string name)
    {
        var pipeline = file.Document.Declarations.OfType<PipelineSyntax>().FirstOrDefault(pipeline => pipeline.Name.Text == name)
            ?? throw new Refusal($"The file `{file.Path}` has no pipeline `{name}`.");
        var pipelines = program.Files.SelectMany(other => other.Document.Declarations).OfType<PipelineSyntax>()
            .Select(other => other.Name.Text).ToHashSet(StringComparer.Ordinal);
        var builder = new PictureBuilder(file.Document.Source, pipeline, catalog, pipelines);
        return new Canvas(file.Document, pipeline, builder.Build(), builder);
    }

    // A pipeline that another file declares is seen once that file is used.
    private IEnumerable<TextEdit> UseOf(ProgramFile file, Canvas canvas, PipelineEdit edit)
    {
        var callee = edit is AddStep add ? add.Callee : ((SetCallee)edit).Callee;
        if (catalog.Find(callee) is not null)
        {
            return [];
        }

        var home = new ProgramLoader(files, new DiagnosticBag()).Load(roots).Files.FirstOrDefault(other => other.Document.Declarations.OfType<PipelineSyntax>().Any(pipeline => pipeline.Name.Text == callee))?.Path;
        return home is null || home == file.Path || file.Uses.Any(use => use.Path == home) ? [] : Documents.Edit(file.Document, new AddUse(home));
    }

    private static void Dispatch(Canvas canvas, PipelineEdit edit)
    {
        switch (edit)
        {
            case AddStep add:
                Statements.Add(canvas, add);
                break;
            case DeleteNode delete:
                Statements.Delete(canvas, delete);
                break;
            case MoveNode move:
                Statements.Move(canvas, move);
                break;
            case SetArgument set:
                Arguments.Set(canvas, set);
                break;
            case SetSetting set:
                Settings.Set(canvas, set);
                break;
            case Connect connect:
                Edges.Connect(canvas, connect);
                break;
            case Disconnect disconnect:
                Edges.Disconnect(canvas, disconnect);
                break;
            case WrapInIf wrap:
                Wrapping.Wrap(canvas, wrap.First, wrap.Last, $"if {wrap.Condition} {{");
                break;
            case WrapInParallel wrap:
                Wrapping.Wrap(canvas, wrap.First, wrap.Last, wrap.Any ? "parallel any {" : "parallel {");
                break;
            case WrapInFor wrap:
                Wrapping.Wrap(canvas, wrap.First, wrap.Last, $"for {wrap.Item} in {wrap.List} {{");
                break;
            case AddStatement add:
                Statements.Put(canvas, add.Where, NewStatement.Text(canvas, add));
                break;
            case PasteStatements paste:
                Statements.Put(canvas, paste.Where, Pasting.Text(canvas, paste.Text));
                break;
            case SetCallee set:
                canvas.Replace(canvas.Step(set.Node).Callee.Span, set.Callee);
                break;
            case SetPart set:
                PartText.Set(canvas, set);
                break;
            case SetLoop set:
                Edges.SetLoop(canvas, set);
                break;
            case SetOutcomeLabel set:
                Edges.SetLabel(canvas, set);
                break;
            case SetClause set:
                Clauses.Set(canvas, set);
                break;
            case SetDocumentation set:
                Documentation.Set(canvas, set);
                break;
            case SetHeading set:
                Heading.Set(canvas, set);
                break;
            case DeletePipeline:
                Documents.Delete(canvas);
                break;
            case Unwrap unwrap:
                Wrapping.Unwrap(canvas, unwrap.Node);
                break;
            case PinNode pin:
                Pinning.Set(canvas, pin);
                break;
        }
    }

    // Texts that are handed in may hold anything; an edit must not break a program that reads.
    private void RefuseWhatDoesNotRead(SourceText before, string after)
    {
        var known = files.Parsed?.Invoke(before.Path) ?? ParsedFile.Parse(before);
        var parsed = files.Rewritten?.Invoke(before.Path, after) ?? ParsedFile.Parse(new SourceText(before.Path, after), known);
        if (parsed.Problems is var problems && problems.Count > known.Problems.Count)
        {
            throw new Refusal($"The text would not read any more: {problems[0].Message}");
        }
    }
}
