using System.Collections.Immutable;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Journals;
using DeepFlow.Workflows.Values;
using Spectre.Console;

namespace DeepFlow.Cli.Demo;

/// <summary>The journal as a story: one line for what people want to read, nothing for the rest.</summary>
internal static class StepLines
{
    /// <returns>Markup; null where the row is of no interest.</returns>
    public static string? Of(JournalRow row, TimeSpan? took) => row.Kind switch
    {
        "called" => $"[bold]{Title(row)}[/]",
        "completed" when row.Actor is null => $"  [green]✓[/] {Step(row)}{Facts(row.Data.Member("output"))}{Took(took)}",
        "round" => $"  [yellow]↺[/] back to [bold]{Escape(row.Data.Member("target").ToText())}[/]: round {row.Round}",
        "attempt_failed" => $"  [yellow]![/] {Step(row)}: {Escape(row.Data.Member("message").ToText())}",
        "retry_planned" => $"  [yellow]![/] {Step(row)} is tried again at {Escape(row.Data.Member("at").ToText())}",
        "worker_lost" => $"  [yellow]![/] {Step(row)}: its worker process died; another goes on",
        "released" => $"  [yellow]![/] {Step(row)} goes on after an interruption",
        "incident" => $"  [red]✗[/] {Step(row)}: {Escape(row.Data.Member("message").ToText())}",
        "skipped" => $"  [dim]- {Step(row)} is not needed[/]",
        _ => null,
    };

    private static string Title(JournalRow row) => Escape(row.Node!) switch
    {
        "data" => "Data pipeline",
        "model" => "Model pipeline",
        "deployment" => "Deployment pipeline",
        var other => $"  {other}",
    };

    private static string Step(JournalRow row) => Escape(row.Node ?? "");

    private static string Took(TimeSpan? took) => took is { TotalSeconds: >= 0.1 } time ? $" [dim]({time.TotalSeconds:0.0} s)[/]" : "";

    /// <summary>The few facts of an output that tell most.</summary>
    private static string Facts(Value output)
    {
        var facts = ImmutableArray.CreateBuilder<string>();
        if (output.Member("data").Member("items") is IntValue items) facts.Add($"{items.Value:N0} items");
        if (output.Member("first").Member("items") is IntValue first && output.Member("rest").Member("items") is IntValue rest) facts.Add($"{first.Value:N0} and {rest.Value:N0} items");
        if (output.Member("version") is TextValue version) facts.Add(version.Value);
        if (output.Member("version").Member("id") is TextValue model) facts.Add(model.Value);
        if (output.Member("best") is RecordValue best) facts.Add($"best {string.Join(", ", best.Fields.Select(f => $"{f.Key} {f.Value}"))}");
        if (Number(output.Member("accuracy")) is { } accuracy) facts.Add($"accuracy {accuracy:P1}");
        if (output.Member("deployment").Member("endpoint") is TextValue endpoint) facts.Add(endpoint.Value);
        if (output.Member("branch") is TextValue branch) facts.Add($"branch {branch.Value}");
        return facts.Count == 0 ? "" : "  [dim]" + Escape(string.Join(" · ", facts)) + "[/]";
    }

    private static double? Number(Value value) => value switch
    {
        FloatValue v => v.Value,
        IntValue v => v.Value,
        _ => null,
    };

    public static string Escape(string text) => Markup.Escape(text);
}
