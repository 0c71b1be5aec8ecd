using DeepFlow.Cli.Failures;
using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;
using Npgsql;

namespace DeepFlow.Cli.Commands;

/// <summary>Arguments that name a data set's branch: <c>train=fashion@main</c> is the version that the branch holds now.</summary>
internal static class DataArguments
{
    public static async Task<RecordValue> ResolveAsync(Session session, IReadOnlyList<string> given, IReadOnlyList<ParameterDefinition> parameters, CancellationToken cancellation)
    {
        var values = Assignments.Read(given, parameters);
        foreach (var (name, value) in values.Fields)
        {
            if (value is TextValue text && parameters.FirstOrDefault(parameter => parameter.Name == name)?.Type.StartsWith("dataset<", StringComparison.Ordinal) == true)
            {
                values = values.With(name, ClrValues.From(await FindAsync(session, name, text.Value, cancellation)));
            }
        }

        return values;
    }

    private static async Task<DataHandle> FindAsync(Session session, string parameter, string text, CancellationToken cancellation)
    {
        var (dataset, branch) = text.Split('@') is [var left, var right] ? (left, right) : (text, "main");
        var database = session.The<NpgsqlDataSource>();
        return await DataCommits.TipAsync(database, session.Project, dataset, branch, cancellation) is { } tip
            ? (await DataCommits.FindAsync(database, session.Project, tip, cancellation)).Handle
            : throw new CommandFailure("no_branch", $"{parameter}: the data set {dataset} has no branch {branch}.", $"{Invocation.Name} data lists what there is.");
    }
}
