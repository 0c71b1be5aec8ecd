using System.CommandLine;
using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Versions;
using DeepFlow.Workflows;

namespace DeepFlow.Cli.Commands.Running;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("run") { Description = "The runs' ids, or their beginnings or ends", Arity = ArgumentArity.OneOrMore };
        var to = new Option<string>("--to") { Description = "The definition: a .dlflow file, or the hash of a published one", HelpName = "FILE|HASH", Required = true };
        var from = new Option<string?>("--from") { Description = "Do everything again from this step on; what is under way there is withdrawn", HelpName = "STEP" };
        var apply = new Option<bool>("--apply") { Description = "Move them; without it, only say what that would do" };
        var person = Actor.Option();
        var command = new Command("migrate", "Move running runs to another definition, or say what that would do") { runs, to, from, apply, person };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var definition = await DefinitionArgument.ReadAsync(options, session, parsed.GetValue(to)!, cancellation);
            var who = await Actor.NameAsync(session, parsed.GetValue(person), cancellation);
            var plans = new List<MigrationPlan>();
            foreach (var run in parsed.GetValue(runs)!)
            {
                var id = await session.The<InstanceQueries>().ResolveAsync(session.Project, run, cancellation);
                plans.Add(await session.The<InstanceMigrations>().PreviewAsync(session.Project, id, definition.Bundle, parsed.GetValue(from), cancellation));
            }

            if (parsed.GetValue(apply))
            {
                await ApplyAsync(session, definition, plans, parsed.GetValue(from), who, cancellation);
            }

            Write(options, plans, definition.Warnings, parsed.GetValue(apply));
            return plans.TrueForAll(plan => plan.Possible) ? 0 : 1;
        });
        return command;
    }

    /// <summary>Runs that nothing stands in the way of; the others are told of.</summary>
    private static async Task ApplyAsync(Session session, DefinitionArgument definition, List<MigrationPlan> plans, string? from, string who, CancellationToken cancellation)
    {
        var hash = await definition.PublishAsync(session, who, cancellation);
        for (var i = 0; i < plans.Count; i++)
        {
            if (plans[i].Possible)
            {
                plans[i] = await session.The<InstanceMigrations>().ApplyAsync(session.Project, plans[i].Run, hash, from, who, cancellation);
            }
        }
    }

    private static void Write(GlobalOptions options, List<MigrationPlan> plans, PublishWarnings warnings, bool applied)
    {
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { runs = plans, warnings = warnings.ForPrograms }, DeepFlowJson.Indented));
            return;
        }

        foreach (var plan in plans)
        {
            var verb = !plan.Possible ? Styled.Error("cannot move") : applied ? Styled.Success("moved") : "would move";
            Console.Out.WriteLine($"{Form.Short(plan.Run)} {verb} from {plan.From[..12]} to {plan.To[..12]}");
            foreach (var instance in plan.Instances)
            {
                Console.Out.WriteLine($"  {Styled.Strong(instance.Pipeline)}");
                foreach (var step in instance.Steps)
                {
                    Console.Out.WriteLine($"    {WordFor(step.Fate),-9} {step.Step}{(step.Note is null ? "" : $"  {Styled.Quiet(step.Note)}")}");
                }

                foreach (var block in instance.Blocks)
                {
                    Console.Out.WriteLine($"    {Styled.Error(block.Code)}: {block.Message}");
                }
            }
        }

        if (!applied && plans.Exists(plan => plan.Possible))
        {
            Console.Out.WriteLine("Nothing was changed; --apply moves them.");
        }
    }

    private static string WordFor(StepFate fate) => fate switch
    {
        StepFate.Kept => "kept",
        StepFate.GoesOn => "goes on",
        StepFate.Again => "again",
        StepFate.New => "new",
        StepFate.Withdrawn => "withdrawn",
        _ => "gone",
    };
}
