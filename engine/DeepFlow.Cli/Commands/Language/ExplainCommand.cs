using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Language.Diagnostics;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Language;

/// <summary><c>deepflow explain DF1234</c>: what a code of <c>check</c> means, an example of it, and how to mend it.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var code = new Argument<string?>("code") { Description = "A code that check prints, such as DF4001; every code if left out", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Explain a code that check prints") { code };
        command.SetAction(parsed => Run(GlobalOptions.Of(parsed), parsed.GetValue(code)));
        return command;
    }

    private static int Run(GlobalOptions options, string? code)
    {
        IReadOnlyList<ProblemAttribute> problems = code is null ? ProblemCatalogue.All : [Find(code)];
        if (options.Json)
        {
            var entries = problems.Select(ForPrograms).ToList();
            Console.Out.WriteLine(JsonSerializer.Serialize(code is null ? entries : (object)entries[0], DeepFlowJson.Indented));
        }
        else if (code is null)
        {
            foreach (var problem in problems)
            {
                Console.Out.WriteLine($"{Label(problem)} {problem.Code}  {problem.Cause}");
            }
        }
        else
        {
            Write(problems[0], Console.Out);
        }

        return 0;
    }

    private static ProblemAttribute Find(string code) =>
        ProblemCatalogue.Find(code)
        ?? ProblemCatalogue.Find("DF" + code)
        ?? throw new CommandFailure("no_such_code", $"There is no code {code}.", $"{Invocation.Name} explain lists them all.");

    private static void Write(ProblemAttribute problem, TextWriter output)
    {
        output.WriteLine($"{Label(problem)} {Styled.Strong(problem.Code)}");
        output.WriteLine();
        output.WriteLine($"  {problem.Cause}");
        output.WriteLine();
        output.WriteLine(Styled.Quiet("  For example"));
        foreach (var line in problem.Example.Split('\n'))
        {
            output.WriteLine($"    {line}");
        }

        output.WriteLine();
        output.WriteLine(Styled.Quiet("  To mend it"));
        output.WriteLine($"    {problem.Mend}");
    }

    private static string Label(ProblemAttribute problem) =>
        problem.Severity == Severity.Error ? Styled.Error("error") : Styled.Warning("warning");

    private static object ForPrograms(ProblemAttribute problem) => new { problem.Code, problem.Severity, problem.Cause, problem.Example, problem.Mend };
}
