using System.CommandLine;
using System.Text;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Language.Format;
using DeepFlow.Language.Sources;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Language;

internal static class FmtCommand
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Files, folders or patterns; every .dlflow file of the project if left out", Arity = ArgumentArity.ZeroOrMore };
        var check = new Option<bool>("--check") { Description = "Write nothing; fail where a file is not formatted" };
        var command = new Command("fmt", "Format .dlflow files") { files, check };
        command.SetAction(parsed => Run(GlobalOptions.Of(parsed), parsed.GetValue(files) ?? [], parsed.GetValue(check)));
        return command;
    }

    private static int Run(GlobalOptions options, string[] given, bool check)
    {
        var selection = SourceSelection.Find(Workspace.Find(options, Directory.GetCurrentDirectory()), given);
        var changed = selection.Files.Where(file => Format(file, check)).Select(NameOf).ToList();
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { files = selection.Files.Count, changed }, DeepFlowJson.Options));
        }
        else
        {
            changed.ForEach(Console.Out.WriteLine);
            Console.Out.WriteLine(Summary(selection.Files.Count, changed.Count, check));
        }

        return check && changed.Count > 0 ? 1 : 0;
    }

    private static bool Format(string file, bool check)
    {
        var text = Read(file);
        var formatted = Formatter.Format(new SourceText(NameOf(file), text));
        if (formatted != text && !check)
        {
            File.WriteAllText(file, formatted, Strict);
        }

        return formatted != text;
    }

    private static string Read(string file)
    {
        if (new FileInfo(file).Length > SourceFiles.LargestFile)
        {
            throw new CommandFailure("file_too_large", $"{NameOf(file)} is larger than {SourceFiles.LargestFile >> 20} MiB.", "Split it into files that use each other.");
        }

        try
        {
            return Strict.GetString(File.ReadAllBytes(file));
        }
        catch (DecoderFallbackException)
        {
            throw new CommandFailure("not-utf8", $"{NameOf(file)} is not UTF-8.", "Save it as UTF-8.");
        }
    }

    private static string NameOf(string file) => Path.GetRelativePath(Directory.GetCurrentDirectory(), file);

    private static string Summary(int files, int changed, bool check) => (changed, check) switch
    {
        (0, _) => $"{Count(files)} formatted already.",
        (_, true) => $"{changed} of {Count(files)} would change; {Invocation.Name} fmt formats them.",
        _ => $"{changed} of {Count(files)} formatted.",
    };

    private static string Count(int number) => $"{number} file{(number == 1 ? "" : "s")}";
}
