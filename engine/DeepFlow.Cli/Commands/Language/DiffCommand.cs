using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Language.Graph;
using DeepFlow.Server.Sources;
using DeepFlow.Server.Sources.Differences;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Language;

internal static class DiffCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The .dlflow file" };
        var before = new Argument<string?>("before") { Description = "A version (default: the newest that was kept)", Arity = ArgumentArity.ZeroOrOne };
        var after = new Argument<string?>("after") { Description = "Another version (default: the file as it lies there)", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("diff", "Show what differs between two versions of a .dlflow file, in its text and in its pictures") { file, before, after };
        command.SetAction(parsed =>
        {
            var options = GlobalOptions.Of(parsed);
            var kept = KeptSource.Find(options, parsed.GetValue(file)!);
            var difference = kept.Versions.Difference(kept.Path, parsed.GetValue(before), parsed.GetValue(after));
            if (options.Json) Console.Out.WriteLine(JsonSerializer.Serialize(new { difference.Text.Added, difference.Text.Removed, difference.Text.Hunks, difference.Pictures }, DeepFlowJson.Indented));
            else Write(kept.Path, difference);
            return 0;
        });
        return command;
    }

    private static void Write(string path, SourceDifference difference)
    {
        if (difference.Text.Hunks.Count == 0)
        {
            Console.Out.WriteLine($"{path} is the same in both.");
            return;
        }
        foreach (var hunk in difference.Text.Hunks)
        {
            Console.Out.WriteLine(Styled.Quiet($"@@ -{hunk.BeforeLine} +{hunk.AfterLine} @@"));
            foreach (var line in hunk.Lines) Console.Out.WriteLine(Coloured(line));
        }
        foreach (var line in difference.Pictures.SelectMany(InWords)) Console.Out.WriteLine(line);
    }

    private static string Coloured(DiffLine line) => line.Kind switch
    {
        LineChange.Added => Styled.Success($"+{line.Text}"),
        LineChange.Removed => Styled.Error($"-{line.Text}"),
        _ => $" {line.Text}",
    };

    /// <summary>"release: review is new; requirements has another text".</summary>
    private static IEnumerable<string> InWords(PictureDifference picture) => picture.Change switch
    {
        GraphChange.Added => [$"{picture.Pipeline} is a new pipeline."],
        GraphChange.Removed => [$"{picture.Pipeline} is gone."],
        _ => picture.Nodes.Where(node => node.Change != GraphChange.Same).Select(node => $"{picture.Pipeline}: {node.Change switch
        {
            GraphChange.Added => $"{node.After} is new",
            GraphChange.Removed => $"{node.Before} is gone",
            _ => $"{node.After} has changed ({string.Join(", ", node.What)})",
        }}.").Concat(picture.Edges.Where(edge => edge.Change is GraphChange.Added or GraphChange.Removed)
            .Select(edge => $"{picture.Pipeline}: {edge.From} {edge.Outcome} -> {string.Join(", ", edge.To)} is {(edge.Change == GraphChange.Added ? "new" : "gone")}.")),
    };
}
