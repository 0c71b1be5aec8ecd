using DeepFlow.Language.Editing;
using DeepFlow.Language.Graph;

namespace DeepFlow.Language.Tests.Editing;

/// <summary>What a person at the canvas might do next.</summary>
internal static class RandomEdits
{
    public static PipelineEdit Next(Picture picture, Random random, int number)
    {
        var nodes = picture.Nodes.Select(node => node.Id).ToList();
        var steps = picture.Nodes.Where(node => node.Kind is PictureNodeKind.Step or PictureNodeKind.Call).Select(node => node.Id).DefaultIfEmpty("none").ToList();
        return random.Next(18) switch
        {
            14 => new AddStep(Edge(picture, random), $"new_{number}", "data_analysis", [KeyValuePair.Create("data", "train")]),
            15 => new AddStatement(Where(picture, random), new[] { "if", "for", "parallel", "set", "fail" }[random.Next(5)], random.Next(2) == 0 ? "1 < 2" : "x in [1]"),
            16 => new SetLoop(Any(steps), random.Next(2) == 0 ? "failed" : "reject", random.Next(3) == 0 ? null : random.Next(1, 9), null),
            17 => new PasteStatements(Where(picture, random), $"step pasted = data_analysis(data: train)\nstep other = data_analysis(data: pasted)"),
            0 or 1 => new AddStep(Where(picture, random), $"new_{number}", "data_analysis", [KeyValuePair.Create("data", "train")]),
            2 => new DeleteNode(Any(nodes)),
            3 => new MoveNode(Any(nodes), Where(picture, random)),
            4 => new RenameStep(Any(steps), $"renamed_{number}"),
            5 => new SetArgument(Any(steps), random.Next(2) == 0 ? "seed" : "data", random.Next(3) == 0 ? null : "1 + 2"),
            6 => new SetSetting(Any(steps), "timeout", random.Next(3) == 0 ? null : "timeout 2h"),
            7 => new SetSetting(Any(steps), "needs", random.Next(3) == 0 ? null : "needs gpu 1, cpu 4"),
            8 or 9 => new Connect(Any(steps), "failed", Any(steps), random.Next(2) == 0 ? null : random.Next(1, 9)),
            10 => new Disconnect(Any(steps), random.Next(2) == 0 ? "failed" : "reject"),
            11 => random.Next(2) == 0 ? new WrapInIf(Any(nodes), Any(nodes), "1 < 2") : new WrapInParallel(Any(nodes), Any(nodes)),
            12 => new Unwrap(Any(nodes)),
            _ => random.Next(4) == 0 ? new PinNode(Any(nodes), null, null) : new PinNode(Any(nodes), random.Next(900), random.Next(900)),
        };

        string Any(List<string> from) => from[random.Next(from.Count)];
    }

    private static Placement.OnEdge Edge(Picture picture, Random random)
    {
        var edge = picture.Edges.Count == 0 ? null : picture.Edges[random.Next(picture.Edges.Count)];
        return new Placement.OnEdge(edge?.From ?? "none", edge?.Outcome ?? "none", edge?.To[0]);
    }

    private static Placement Where(Picture picture, Random random)
    {
        var node = picture.Nodes[random.Next(picture.Nodes.Count)];
        return random.Next(3) switch
        {
            0 => new Placement.After(node.Id),
            1 => new Placement.Before(node.Id),
            _ => new Placement.Into(node.Kind switch
            {
                PictureNodeKind.Decision => node.Id + (random.Next(2) == 0 ? "/true" : "/false"),
                PictureNodeKind.Fork => $"{node.Id}/branch_{random.Next(9)}",
                _ => node.Blocks.LastOrDefault() ?? "",
            }),
        };
    }
}
