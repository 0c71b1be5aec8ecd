using System.Text;

namespace DeepFlow.Language.Graph;

/// <summary>A picture as a Mermaid flowchart: tasks of people are rounded, calls are framed twice, feedback is dashed.</summary>
public static class Mermaid
{
    public static string Write(Picture picture)
    {
        var text = new StringBuilder("flowchart TD\n");
        foreach (var entry in picture.Entries.Where(entry => entry.Trigger is not null))
        {
            text.Append($"    {IdOf("on " + entry.Trigger)}>{Quote(entry.Trigger!)}] --> {IdOf(entry.Node)}\n");
        }

        WriteNodes(text, picture, null, "    ");
        foreach (var edge in picture.Edges)
        {
            foreach (var to in edge.To)
            {
                text.Append($"    {IdOf(edge.From)} {Arrow(edge, to)} {IdOf(to.Split('.')[0])}\n");
            }
        }

        return text.Append("    classDef human fill:#e8f1ff,stroke:#4477aa\n").ToString();
    }

    private static void WriteNodes(StringBuilder text, Picture picture, string? loop, string indent)
    {
        foreach (var node in picture.Nodes.Where(node => node.Blocks.LastOrDefault(block => picture.Find(block)?.Kind == PictureNodeKind.For) == loop))
        {
            if (node.Kind == PictureNodeKind.For)
            {
                text.Append($"{indent}subgraph {IdOf(node.Id)}[{Quote("for " + node.Text)}]\n");
                WriteNodes(text, picture, node.Id, indent + "    ");
                text.Append($"{indent}end\n");
            }
            else
            {
                text.Append($"{indent}{IdOf(node.Id)}{Shape(node)}\n");
            }
        }
    }

    private static string Shape(PictureNode node) => node.Kind switch
    {
        PictureNodeKind.Step when node.Human => $"([{Quote($"{node.Id}<br/>{node.Callee}")}]):::human",
        PictureNodeKind.Step => $"[{Quote($"{node.Id}<br/>{node.Callee}")}]",
        PictureNodeKind.Call => $"[[{Quote($"{node.Id}<br/>{node.Callee}")}]]",
        PictureNodeKind.Decision => $"{{{Quote(node.Text ?? "")}}}",
        PictureNodeKind.Fork => $"@{{ shape: fork, label: {Quote(node.Text ?? "parallel")} }}",
        PictureNodeKind.Join => "@{ shape: fork, label: \"join\" }",
        PictureNodeKind.Variable => $"[/{Quote("var " + node.Text)}/]",
        PictureNodeKind.Set => $"[/{Quote("set " + node.Text)}/]",
        PictureNodeKind.Fail => $"({Quote("fail " + node.Text)})",
        _ => "(((end)))",
    };

    private static string Arrow(PictureEdge edge, string to)
    {
        var inside = to.Contains('.') ? $" to {to[(to.IndexOf('.') + 1)..]}" : "";
        var limit = edge.Max is { } max ? $", at most {max}" : "";
        var label = edge.Outcome is "done" or "approve" && edge.Label is null && inside.Length == 0 && !edge.Feedback ? "" : (edge.Label ?? edge.Outcome) + inside + limit;
        var line = edge.Feedback ? "-.->" : "-->";
        return label.Length == 0 ? line : $"{line}|{Quote(label)}|";
    }

    // `end` and its like are words of Mermaid's own.
    private static string IdOf(string id) => "n_" + string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_'));

    private static string Quote(string text) => $"\"{text.Replace("\"", "#quot;")}\"";
}
