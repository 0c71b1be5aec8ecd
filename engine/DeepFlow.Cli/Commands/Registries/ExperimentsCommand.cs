using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Cli.Output;
using DeepFlow.Engine.Instances;
using DeepFlow.Learning.Experiments;
using DeepFlow.Workflows;
using Npgsql;

namespace DeepFlow.Cli.Commands.Registries;

internal static class ExperimentsCommand
{
    private const int Newest = 500;

    public static Command Create()
    {
        var one = new Argument<string?>("experiment") { Description = "One of them, by its id, or its beginning or end: its trials too", Arity = ArgumentArity.ZeroOrOne };
        var kind = new Option<string?>("--kind") { Description = "tuning or training", HelpName = "KIND" };
        kind.AcceptOnlyFromAmong("tuning", "training");
        var model = new Option<string?>("--model") { Description = "Only of this model", HelpName = "MODEL" };
        var run = new Option<string?>("--run") { Description = "Only of this run: its id, or its beginning or end", HelpName = "RUN" };
        var command = new Command("experiments", "Show tunings and trainings, newest first; or one with its trials") { one, kind, model, run };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            Guid? root = parsed.GetValue(run) is { } named ? await session.The<InstanceQueries>().ResolveAsync(session.Project, named, cancellation) : null;
            var all = await ExperimentQueries.ListAsync(session.The<NpgsqlDataSource>(), session.Project, new(parsed.GetValue(kind), parsed.GetValue(model), root, null, Newest), cancellation);
            if (parsed.GetValue(one) is not { } wanted) List(options, all);
            else Show(options, await ExperimentQueries.FindAsync(session.The<NpgsqlDataSource>(), session.Project, IdOf(all, wanted), cancellation) ?? throw Unknown(wanted));
            return 0;
        });
        return command;
    }

    private static void List(GlobalOptions options, IReadOnlyList<ExperimentSummary> experiments) => new Listing<ExperimentSummary>(experiments)
        .Column("EXPERIMENT", row => Form.Short(row.Id))
        .Column("KIND", row => row.Kind)
        .Column("MODEL", row => row.Model)
        .Column("STATE", row => row.FinishedAt is null ? row.ProgressText is { Length: > 0 } far ? $"{row.Status}: {far}" : row.Status : row.Status)
        .Column("TRIALS", row => row.Trials > 0 ? row.Trials.ToString(CultureInfo.InvariantCulture) : null)
        .Column("SCORE", row => Score(row.Score))
        .Column("STEP", row => $"{row.Pipeline}.{row.Step}{(row.Round > 1 ? $" round {row.Round}" : "")}")
        .Column("STARTED", row => Form.Moment(row.StartedAt))
        .Column("TOOK", row => Form.Took(row.StartedAt, row.FinishedAt))
        .Write(options, "Nothing has been tuned or trained yet.");

    private static void Show(GlobalOptions options, ExperimentDetail experiment)
    {
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(experiment, DeepFlowJson.Indented));
            return;
        }
        var summary = experiment.Summary;
        Console.Out.WriteLine($"{Styled.Strong($"{summary.Kind} of {summary.Model}")}  {summary.Status}{(summary.ProgressText.Length > 0 ? $", {summary.ProgressText}" : "")}{(summary.Score is { } score ? $", score {Score(score)}" : "")}");
        Console.Out.WriteLine($"run {summary.Root}, step {summary.Pipeline}.{summary.Step}, data {experiment.TrainCommit[..Math.Min(12, experiment.TrainCommit.Length)]}");
        if (experiment.Trials.IsEmpty) return;
        var names = experiment.Trials.SelectMany(trial => trial.Parameters.Fields.Select(field => field.Key)).Distinct().ToImmutableArray();
        var table = new Listing<ExperimentTrial>([.. experiment.Trials.OrderByDescending(trial => trial.Scores.LastOrDefault()?.Score ?? double.NegativeInfinity)])
            .Column("TRIAL", trial => trial.Number.ToString(CultureInfo.InvariantCulture));
        foreach (var name in names) table.Column(name.ToUpperInvariant(), trial => trial.Parameters.Member(name).ToText());
        table.Column("EPOCHS", trial => trial.Scores.LastOrDefault()?.Epochs.ToString(CultureInfo.InvariantCulture))
            .Column("SCORE", trial => Score(trial.Scores.LastOrDefault()?.Score))
            .Write(options, "");
    }

    private static Guid IdOf(IReadOnlyList<ExperimentSummary> all, string wanted) =>
        Guid.TryParse(wanted, out var id) ? id : Form.Matching(all, experiment => experiment.Id, wanted).ToList() switch
        {
            [var only] => only.Id,
            [] => throw Unknown(wanted),
            var several => throw new CommandFailure("ambiguous", $"{wanted} fits {several.Count} experiments.", "Give more of the id."),
        };

    private static CommandFailure Unknown(string wanted) => new("unknown_experiment", $"There is no experiment {wanted}.", $"{Invocation.Name} experiments lists them.");

    private static string? Score(double? score) => score?.ToString("0.####", CultureInfo.InvariantCulture);
}
