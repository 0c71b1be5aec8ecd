using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Editing;
using DeepFlow.Language.Graph;
using DeepFlow.Language.Services;
using DeepFlow.Language.Services.Drawing;
using DeepFlow.Language.Tests.Catalog;

namespace DeepFlow.Language.Tests.Editing;

/// <summary>Draws a shipped pipeline anew on an empty canvas, as a person would, by edits of the picture alone.</summary>
public class RedrawTests
{
    private readonly LanguageWorkspace _workspace = new(Path.Combine(Repository.Root, "pipelines", "fashion"), TestCatalog.Value);

    [Fact]
    public void FashionModel_DrawnAnew_IsTheSamePipeline()
    {
        var shipped = _workspace.Current.Draw("model.dlflow");
        var (picture, details) = (shipped.Pictures.Single(), shipped.Pipelines.Single());
        var source = _workspace.Current.Source("model.dlflow")!.Content;
        _workspace.Change("model.dlflow", "");

        Edit(new AddUse("data.dlflow"), null);
        Edit(new CreatePipeline(picture.Pipeline, details.ParametersText, details.ResultsText), null);
        Edit(new AddDeclaration(source[shipped.Declarations.Single(thing => thing.Path == "model.dlflow").Extent is var model ? model.Start..model.End : default]), null);
        foreach (var node in picture.Nodes.Where(node => node.Extent is not null))
        {
            Draw(node, details.Nodes.Single(each => each.Id == node.Id));
        }

        foreach (var edge in picture.Edges.Where(edge => edge.Extent is not null))
        {
            foreach (var target in edge.To)
            {
                Edit(new Connect(edge.From, edge.Outcome, target, edge.Max));
            }
        }

        var drawn = _workspace.Current.Draw("model.dlflow");
        drawn.Pictures.Single().Should().BeEquivalentTo(picture, options => options.WithStrictOrdering()
            .Excluding(member => member.Path.EndsWith("Span") || member.Path.EndsWith("Extent")));
        shipped.DifferencesTo(drawn).Should().ContainSingle().Which.Change.Should().Be(GraphChange.Same);
        _workspace.Current.Diagnostics("model.dlflow").Where(found => found.Severity == Severity.Error).Should().BeEmpty();
    }

    [Fact]
    public void StepOfAFileThatIsNotUsedYet_BringsItsUse()
    {
        _workspace.Change("model.dlflow", "//! Mine.\n\npipeline mine() {\n}\n");

        Edit(new AddStep(new Placement.Into(""), null, "fashion_data", []), "mine");

        _workspace.Current.Source("model.dlflow")!.Content.Should().Be("//! Mine.\n\nuse \"data.dlflow\"\n\npipeline mine() {\n    step fashion_data = fashion_data()\n}\n".Replace("\n\nuse", "\n\nuse"));
    }

    private void Draw(PictureNode node, NodeDetails details)
    {
        var where = new Placement.Into(node.Blocks.LastOrDefault() ?? "");
        if (details.Callee is { } callee)
        {
            Edit(new AddStep(where, node.Id, callee, [.. details.Arguments.Select(argument => KeyValuePair.Create(argument.Name!, argument.Text))]));
            foreach (var setting in details.Settings.Where(setting => setting.Kind != "on"))
            {
                Edit(new SetSetting(node.Id, setting.Kind, setting.Text));
            }
        }
        else
        {
            Edit(new AddStatement(where, node.Id.Split('#')[0], string.Join(' ', details.Parts.Select(part => part.Text))));
        }
    }

    private void Edit(PipelineEdit edit, string? pipeline = "fashion_model")
    {
        var project = _workspace.Current;
        var result = new PipelineEditor(project.Files, project.AllPaths, project.Catalog).Apply("model.dlflow", pipeline, edit);
        result.Problem.Should().BeNull("{0}", edit);
        foreach (var change in result.Changes)
        {
            _workspace.Change(change.Path, change.After);
        }
    }
}
