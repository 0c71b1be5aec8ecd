using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Language.Diagnostics;

namespace DeepFlow.Cli.Commands.Language;

internal static class CheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Files, folders or patterns; every .dlflow file of the project if left out", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("check", "Find mistakes in .dlflow files") { files };
        command.SetAction(parsed => Run(GlobalOptions.Of(parsed), parsed.GetValue(files) ?? []));
        return command;
    }

    private static int Run(GlobalOptions options, string[] given)
    {
        var workspace = Workspace.Find(options, Directory.GetCurrentDirectory());
        var selection = SourceSelection.Find(workspace, given);

        // Each file is a program of its own; a file that several use is told about once.
        var findings = selection.Files
            .SelectMany(file => Sources.Compile(selection.Root, file).Diagnostics)
            .DistinctBy(finding => (finding.Place.Source.Path, finding.Place.Span, finding.Code, finding.Message))
            .OrderBy(finding => finding.Place.Source.Path, StringComparer.Ordinal).ThenBy(finding => finding.Place.Span.Start)
            .ToList();
        var errors = findings.Count(finding => finding.Severity == Severity.Error);
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(findings.Select(finding => DiagnosticLines.ForPrograms(finding, selection.Root)), CliJson.Indented));
        }
        else
        {
            findings.ForEach(finding => DiagnosticLines.Write(finding, selection.Root, Console.Out));
            Console.Out.WriteLine(Summary(selection.Files.Count, errors, findings.Count - errors));
        }

        return errors == 0 ? 0 : 1;
    }

    private static string Summary(int files, int errors, int warnings)
    {
        var counts = errors + warnings == 0 ? Styled.Success("no findings") : $"{Count(errors, "error")}, {Count(warnings, "warning")}";
        return $"{Count(files, "file")} checked: {counts}";
    }

    private static string Count(int number, string thing) => $"{number} {thing}{(number == 1 ? "" : "s")}";
}
