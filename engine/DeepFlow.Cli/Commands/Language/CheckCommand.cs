using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Language;

internal static class CheckCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Files, folders or patterns; every .dlflow file of the project if left out", Arity = ArgumentArity.ZeroOrMore };
        var watch = new Option<bool>("--watch") { Description = "Check again whenever a file changes, until interrupted" };
        var command = new Command("check", "Find mistakes in .dlflow files") { files, watch };
        command.SetAction((parsed, cancellation) =>
        {
            var (options, given) = (GlobalOptions.Of(parsed), parsed.GetValue(files) ?? []);
            return parsed.GetValue(watch) ? WatchAsync(options, given, cancellation) : Task.FromResult(Run(options, given, DeepFlowJson.Indented));
        });
        return command;
    }

    /// <summary>Each check is told like a single one; with <c>--json</c> it is one line.</summary>
    private static async Task<int> WatchAsync(GlobalOptions options, string[] given, CancellationToken cancellation)
    {
        var selection = SourceSelection.Find(Workspace.Find(options, Directory.GetCurrentDirectory()), given);
        using var changes = new SourceChanges(selection.Root);
        var exitCode = 0;
        try
        {
            while (true)
            {
                exitCode = RunOnceMore(options, given);
                await Console.Out.FlushAsync(cancellation);
                await changes.NextAsync(cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            return exitCode; // how watching ends
        }
    }

    // A file may be away for the moment in which an editor replaces it.
    private static int RunOnceMore(GlobalOptions options, string[] given)
    {
        try
        {
            return Run(options, given, DeepFlowJson.Options);
        }
        catch (CommandFailure failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    private static int Run(GlobalOptions options, string[] given, JsonSerializerOptions json)
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
            Console.Out.WriteLine(JsonSerializer.Serialize(findings.Select(finding => DiagnosticLines.ForPrograms(finding, selection.Root)), json));
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
