using CsCheck;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Editing;
using DeepFlow.Language.Graph;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;
using DeepFlow.Testing;

namespace DeepFlow.Language.Tests.Editing;

public class EditPropertyTests
{
    [Fact]
    public void TwoHundredEditsInARow_KeepTextAndPictureInAgreement() => Gen.Int[0, 1_000_000].ForEach(
        seed =>
        {
            var random = new Random(seed);
            var drawing = Drawing.Fashion("model.dlflow", "fashion_model");
            for (int done = 0, tried = 0; done < 200 && tried < 1_000; tried++)
            {
                var edit = RandomEdits.Next(drawing.Picture, random, tried);
                var result = drawing.Edit(edit);
                if (!result.Succeeded)
                {
                    result.Problem.Should().EndWith(".");
                    continue;
                }

                var next = drawing.With(result);
                Agrees(edit, drawing, next);
                next.With(result.Inverse).Files.Should().Equal(drawing.Files, "the inverse of {0} gives every byte back", edit);
                CommentsStay(edit, drawing.Text, next.Text);
                done++;
                drawing = next.Text.Length < 30_000 ? next : Drawing.Fashion("model.dlflow", "fashion_model");
            }
        },
        times: 4);

    [Fact]
    public void EditThatKeepsTheMeaning_OfAProgramThatCompiles_GivesOneThatCompiles() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 4]).ForEach(
        (seed, kind) =>
        {
            var random = new Random(seed);
            var drawing = Drawing.Fashion("model.dlflow", "fashion_model");
            var picture = drawing.Picture;
            var steps = picture.Nodes.Where(node => node.Kind == PictureNodeKind.Step && !node.Human).Select(node => node.Id).ToList();
            var at = random.Next(steps.Count);
            PipelineEdit edit = kind switch
            {
                0 => new AddStep(random.Next(2) == 0 ? new Placement.After(steps[at]) : new Placement.Before(steps[at]), "more", "data_analysis", [KeyValuePair.Create("data", "train")]),
                1 => new RenameStep(steps[at], "something_else"),
                2 => new SetSetting(steps[at], "timeout", "timeout 90m"),
                3 => new Connect(steps[at], "failed", steps[random.Next(at + 1)], 3),
                _ => new PinNode(steps[at], random.Next(-500, 500), random.Next(500) / 4.0),
            };

            var result = drawing.Edit(edit);

            result.Problem.Should().BeNull();
            drawing.With(result).Errors.Should().BeEmpty("{0} breaks nothing", edit);
        },
        times: 60);

    private static void Agrees(PipelineEdit edit, Drawing before, Drawing after)
    {
        var (old, now) = (before.Picture, after.Picture);
        switch (edit)
        {
            case AddStep { Where: Placement.OnEdge edge } add:
                Steps(now).Should().Contain(add.Name);
                now.Edges.Should().Contain(each => each.To.Contains(add.Name!) && now.Find(each.From)!.Kind == old.Find(edge.From)!.Kind && (each.Outcome == edge.Outcome || now.Find(each.From)!.Kind == PictureNodeKind.Fork), "{0} leads to it now", edge);
                break;
            case AddStep add:
                now.Find(add.Name!)!.Callee.Should().Be(add.Callee);
                now.Nodes.Should().HaveCountGreaterThan(old.Nodes.Count);
                break;
            case DeleteNode { Node: var gone } when !gone.Contains('#'):
                now.Find(gone).Should().BeNull();
                now.Edges.SelectMany(edge => edge.To).Should().NotContain(to => to == gone || to.StartsWith(gone + "."));
                break;
            case MoveNode:
                Steps(now).Should().BeEquivalentTo(Steps(old));
                break;
            case RenameStep { Name: var name }:
                Steps(now).Should().Contain(name).And.HaveCount(Steps(old).Count());
                now.Edges.Should().HaveCount(old.Edges.Count);
                break;
            case Connect connect:
                now.Edges.Should().Contain(edge => edge.From == connect.Node && edge.Outcome == connect.Outcome && edge.To.Contains(connect.Target));
                break;
            case Disconnect { Target: null } cut:
                now.Edges.Should().NotContain(edge => edge.From == cut.Node && edge.Outcome == cut.Outcome && edge.Span != null);
                break;
            case PinNode pin:
                var match = PictureMatch.Between(old, now);
                now.Find(match[pin.Node])!.Pin.Should().Be(pin.X is { } x ? new DeepFlow.Workflows.Definitions.Pin(x, pin.Y!.Value) : null);
                break;
            case WrapInIf or WrapInParallel:
                Steps(now).Should().Equal(Steps(old));
                now.Nodes.Should().HaveCountGreaterThan(old.Nodes.Count);
                break;
            case Unwrap:
                Steps(now).Should().Equal(Steps(old));
                now.Nodes.Should().HaveCountLessThan(old.Nodes.Count);
                break;
        }
    }

    private static IEnumerable<string> Steps(Picture picture) => picture.Nodes.Where(node => !node.Id.Contains('#')).Select(node => node.Id);

    private static void CommentsStay(PipelineEdit edit, string before, string after)
    {
        if (edit is not (DeleteNode or SetSetting { Setting: null } or SetArgument { Value: null } or Disconnect or Connect))
        {
            Comments(after).Should().BeEquivalentTo(Comments(before), "{0} is about no comment", edit);
        }
    }

    private static IEnumerable<string> Comments(string text)
    {
        DocumentSyntax document = ParsedFile.Parse(new SourceText("a", text)).Document;
        return document.Comments.Select(comment => comment.Text.TrimEnd());
    }
}
