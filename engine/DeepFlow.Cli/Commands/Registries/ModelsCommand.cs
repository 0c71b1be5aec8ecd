using System.CommandLine;
using DeepFlow.Cli.Output;
using DeepFlow.Learning.Registry;
using Npgsql;

namespace DeepFlow.Cli.Commands.Registries;

internal static class ModelsCommand
{
    private const int Newest = 100;

    public static Command Create()
    {
        var model = new Argument<string?>("model") { Description = "Only this model", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("models", "Show the registered model versions, newest first") { model };
        command.SetDatabaseAction(async (parsed, options, session, cancellation) =>
        {
            var versions = await ModelVersions.ListAsync(session.The<NpgsqlDataSource>(), session.Project, parsed.GetValue(model), Newest, cancellation);
            new Listing<Row>([.. versions.Select(Row.Of)])
                .Column("MODEL", row => row.Id)
                .Column("STAGE", row => row.Stage)
                .Column("ACCURACY", row => row.Accuracy is { } accuracy ? Form.Percent(accuracy) : "not evaluated")
                .Column("DATA", row => row.DataCommit[..12])
                .Column("CREATED BY", row => row.Creator)
                .Column("WHEN", row => Form.Moment(row.CreatedAt))
                .Write(options, "No models yet.");
            return 0;
        });
        return command;
    }

    /// <summary>A version without its layers and plans, which its card tells.</summary>
    private sealed record Row(string Id, string Model, int Version, string Stage, double? Accuracy, string DataCommit, string? CodeCommit, string Weights, string Creator, DateTimeOffset CreatedAt)
    {
        public static Row Of(ModelVersion version) => new(
            $"{version.Name}@{version.Version}", version.Name, version.Version, version.Stage.ToString().ToLowerInvariant(), version.Accuracy,
            version.DataCommit, version.CodeCommit, version.Weights, version.Creator, version.CreatedAt);
    }
}
