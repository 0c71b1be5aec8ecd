using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Language.Graph;
using DeepFlow.Language.Sources;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Language;

internal static class GraphCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The .dlflow file" };
        var pipeline = new Option<string?>("--pipeline") { Description = "Only this pipeline of the file", HelpName = "NAME" };
        var format = new Option<string>("--format") { Description = "mermaid (the default) or json", HelpName = "FORMAT", DefaultValueFactory = _ => "mermaid" };
        format.AcceptOnlyFromAmong("mermaid", "json");
        var command = new Command("graph", "Draw the pipelines of a .dlflow file") { file, pipeline, format };
        command.SetAction(parsed =>
            Run(GlobalOptions.Of(parsed), parsed.GetValue(file)!, parsed.GetValue(pipeline), parsed.GetValue(format)!));
        return command;
    }

    private static int Run(GlobalOptions options, string file, string? pipeline, string format)
    {
        var selection = SourceSelection.Find(Workspace.Find(options, Directory.GetCurrentDirectory()), [file]);
        var pictures = Pictures.Draw(new SourceFiles(selection.Root), selection.Files[0], Rooms.Activities.Catalog);
        var wanted = pictures.Where(picture => pipeline is null || picture.Pipeline == pipeline).ToList();
        if (wanted.Count == 0)
        {
            var known = pictures.Count == 0 ? "It holds none." : $"It holds {string.Join(", ", pictures.Select(picture => picture.Pipeline))}.";
            throw new CommandFailure("no_pipeline", pipeline is null ? $"{file} holds no pipeline." : $"{file} holds no pipeline {pipeline}.", known);
        }

        Console.Out.WriteLine(options.Json || format == "json"
            ? JsonSerializer.Serialize(wanted, DeepFlowJson.Indented)
            : string.Join("\n", wanted.Select(picture => $"%% {picture.Pipeline}\n{Mermaid.Write(picture)}")).TrimEnd());
        return 0;
    }
}
