using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Keeping;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Keeping;

internal static class DoctorCommand
{
    public static Command Create()
    {
        var fix = new Option<bool>("--fix") { Description = "Mend what can be mended without losing anything" };
        var command = new Command("doctor", "Check that the database holds together, and say what to do where it does not") { fix };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var doctor = session.The<Doctor>();
            var findings = await doctor.CheckAsync(cancellation);
            if (parsed.GetValue(fix) && findings.Exists(finding => finding.Fixable))
            {
                var changed = await doctor.FixAsync(findings, cancellation);
                Console.Error.WriteLine($"{changed} rows were put right.");
                findings = await doctor.CheckAsync(cancellation);
            }

            findings.AddRange(await session.The<MissingObjects>().CheckAsync(cancellation));
            Write(options, findings);
            return findings.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static void Write(GlobalOptions options, List<Finding> findings)
    {
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(findings, DeepFlowJson.Indented));
            return;
        }

        foreach (var finding in findings)
        {
            Console.Out.WriteLine($"{Styled.Error(finding.Code)}: {finding.Message}");
            foreach (var thing in finding.Things)
            {
                Console.Out.WriteLine($"    {thing}");
            }

            Console.Out.WriteLine($"  {finding.Remedy}");
        }

        if (findings.Count == 0)
        {
            Console.Out.WriteLine("Everything holds together.");
        }
    }
}
