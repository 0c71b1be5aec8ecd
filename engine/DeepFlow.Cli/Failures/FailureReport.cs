using System.Text.Json;
using DeepFlow.Cli.Output;
using DeepFlow.Embedded;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Postgres;
using DeepFlow.Workflows;
using DeepFlow.Workflows.Activities;
using Npgsql;

namespace DeepFlow.Cli.Failures;

/// <summary>Tells of a failure on the error stream, and gives the exit code for it.</summary>
internal static class FailureReport
{
    private const int Interrupted = 130;

    private const int Failed = 1;

    public static int Write(Exception exception, GlobalOptions options, bool wasInterrupted)
    {
        if (wasInterrupted && exception is OperationCanceledException)
        {
            return Interrupted;
        }

        var (code, message, remedy) = Explain(exception);
        if (options.Json)
        {
            Console.Error.WriteLine(JsonSerializer.Serialize(new { error = new { code, message, remedy } }, DeepFlowJson.Options));
        }
        else
        {
            Console.Error.WriteLine($"{Styled.Error("error")} {Styled.Quiet(code)}: {message}");
            if (remedy.Length > 0)
            {
                Console.Error.WriteLine($"  {remedy}");
            }
        }

        if (options.Trace)
        {
            Console.Error.WriteLine(exception);
        }

        return (exception as CommandFailure)?.ExitCode ?? Failed;
    }

    private static (string Code, string Message, string Remedy) Explain(Exception exception) => exception switch
    {
        CommandFailure failure => (failure.Code, failure.Message, failure.Remedy),
        EngineException failure => (failure.Code, failure.Message, ""),
        ActivityFailureException failure => (failure.Code, failure.Message, ""),
        MigrationException => ("migration", exception.Message, "The database is as it was. Report this, with the database's log."),
        // Classes 53, 57 and 28: out of connections, space or memory; shutting down; wrong user or password.
        PostgresException { SqlState: ['5', '3' or '7', ..] or ['2', '8', ..] } failure => (
            "database_refuses", $"The database refuses: {failure.MessageText}.", "Check --postgres, how many connections the server allows, and its free space."),
        PostgresException failure => ("database", failure.MessageText, "This is a defect of DeepFlow. --trace shows where it arose."),
        NpgsqlException => ("no_database", $"The database does not answer: {exception.Message}", "Check --postgres, or the log in the project's .deepflow/postgres."),
        PostgresUnavailable failure => (failure.Code, failure.Message, failure.Remedy),
        UnauthorizedAccessException => ("no_access", exception.Message, "Check the rights of that file or folder, or choose another folder with --home."),
        IOException => ("io", exception.Message, "Check the path, its rights and the free space."),
        _ => ("internal", $"{exception.GetType().Name}: {exception.Message}", "This is a defect of DeepFlow. --trace shows where it arose."),
    };
}
