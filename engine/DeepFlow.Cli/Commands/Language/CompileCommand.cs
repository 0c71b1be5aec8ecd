using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Language;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Language;

internal static class CompileCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The .dlflow file" };
        var output = new Option<string?>("--output", "-o") { Description = "Write the definition to a file and tell its hash", HelpName = "FILE" };
        var command = new Command("compile", "Compile a .dlflow file to a workflow definition, as JSON") { file, output };
        command.SetAction(parsed => Run(GlobalOptions.Of(parsed), parsed.GetValue(file)!, parsed.GetValue(output)));
        return command;
    }

    /// <summary>Compiles a file, telling what was found on the error stream.</summary>
    /// <exception cref="CommandFailure">The file has errors.</exception>
    public static Compilation Compile(GlobalOptions options, SourceSelection selection)
    {
        var compilation = Sources.Compile(selection.Root, selection.Files[0]);
        if (!options.Json)
        {
            foreach (var finding in compilation.Diagnostics)
            {
                DiagnosticLines.Write(finding, selection.Root, Console.Error);
            }
        }

        return compilation.Succeeded ? compilation : throw HasErrors(options, selection, compilation);
    }

    private static int Run(GlobalOptions options, string file, string? output)
    {
        var workspace = Workspace.Find(options, Directory.GetCurrentDirectory());
        var bundle = Compile(options, SourceSelection.Find(workspace, [file])).Bundle!;
        if (output is null)
        {
            using var stdout = Console.OpenStandardOutput();
            stdout.Write([.. bundle.ToJson(), (byte)'\n']);
            return 0;
        }

        File.WriteAllBytes(output, bundle.ToJson());
        Console.Out.WriteLine(options.Json
            ? JsonSerializer.Serialize(new { output, hash = bundle.Hash(), pipelines = bundle.Pipelines.Keys }, DeepFlowJson.Options)
            : $"{output}: {string.Join(", ", bundle.Pipelines.Keys)} ({bundle.Hash()})");
        return 0;
    }

    private static CommandFailure HasErrors(GlobalOptions options, SourceSelection selection, Compilation compilation)
    {
        var errors = string.Join("; ", compilation.Diagnostics.Where(finding => finding.Severity == DeepFlow.Language.Diagnostics.Severity.Error).Select(finding => finding.ToString()));
        return new CommandFailure(
            "does_not_compile",
            $"{Path.GetFileName(selection.Files[0])} has errors{(options.Json ? $": {errors}" : ", shown above.")}",
            $"{Invocation.Name} check shows them with their places.");
    }
}
