using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Cli.Commands.Language;

internal static class CatalogCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("activity") { Description = "Only this one, with its inputs and outputs", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("catalog", "List the activities that steps can use") { name };
        command.SetAction(parsed => Run(GlobalOptions.Of(parsed), parsed.GetValue(name)));
        return command;
    }

    private static int Run(GlobalOptions options, string? name)
    {
        var catalog = Rooms.Activities.Catalog;
        if (name is not null) return Describe(options, catalog, name);
        if (options.Json) Console.Out.Write(catalog.ToJson()); // the very text of activities/catalog.json
        else
            new Listing<ActivitySignature>([.. catalog.Activities.OrderBy(a => a.Stage).ThenBy(a => a.Name, StringComparer.Ordinal)])
                .Column("activity", a => a.Name).Column("stage", a => a.Stage.ToString().ToLowerInvariant()).Column("by", a => a.Role)
                .Column("kind", a => a.Kind.ToString().ToLowerInvariant()).Column("does", a => a.Summary)
                .Write(options, "There are none.");
        return 0;
    }

    private static int Describe(GlobalOptions options, ActivityCatalog catalog, string name)
    {
        var activity = catalog.Find(name) ?? throw new Failures.CommandFailure("unknown_activity", $"There is no activity {name}.", $"{Invocation.Name} catalog lists them.");
        if (options.Json)
        {
            Console.Out.WriteLine(System.Text.Json.JsonSerializer.Serialize(activity, DeepFlow.Workflows.DeepFlowJson.Indented));
            return 0;
        }
        Console.Out.WriteLine($"{Styled.Strong(activity.Name)}  {activity.Summary}");
        Console.Out.WriteLine(Styled.Quiet($"{activity.Stage.ToString().ToLowerInvariant()}, by {activity.Role}, {activity.Kind.ToString().ToLowerInvariant()}"));
        foreach (var input in activity.Inputs)
            Console.Out.WriteLine($"  {input.Name}: {input.Type}{(input.Required ? "" : input.Default is { IsMissing: false } fallback ? $" = {fallback}" : "")}  {Styled.Quiet(input.Summary ?? "")}");
        foreach (var output in activity.Outputs) Console.Out.WriteLine($"  -> {output.Name}: {output.Type}  {Styled.Quiet(output.Summary ?? "")}");
        foreach (var outcome in activity.Outcomes) Console.Out.WriteLine($"  on {outcome.Name}{(outcome.Continues ? Styled.Quiet("  goes on") : "")}");
        return 0;
    }
}
