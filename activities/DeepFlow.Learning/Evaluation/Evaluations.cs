using System.Data.Common;
using DeepFlow.Learning.Postgres;
using DeepFlow.Learning.Reports;
using Npgsql;

namespace DeepFlow.Learning.Evaluation;

/// <summary>The rows of evaluations.</summary>
public static class Evaluations
{
    /// <summary>All of a version, oldest first.</summary>
    public static async Task<IReadOnlyList<EvaluationResult>> ListAsync(
        NpgsqlDataSource database, string project, string model, int version, CancellationToken cancellation) =>
        await database.Command(
            """
            select model, version, data_commit, items, accuracy, low, high, at from deepflow.evaluation
            where project = $1 and model = $2 and version = $3 order by at, data_commit
            """,
            project, model, version).ReadAsync(
                row => new EvaluationResult(
                    row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetInt32(3), row.GetDouble(4), new Interval(row.GetDouble(5), row.GetDouble(6)),
                    row.GetFieldValue<DateTimeOffset>(7)),
                cancellation);

    internal static Task AddAsync(
        DbTransaction transaction, string project, EvaluationResult result, MetricValues metrics, ConfusionMatrix confusion, Guid job, CancellationToken cancellation) =>
        transaction.Command(
            """
            insert into deepflow.evaluation (project, model, version, data_commit, job_id, accuracy, low, high, items, metrics, confusion)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            project, result.Model, result.Version, result.DataCommit, job, result.Accuracy, result.Interval.Low, result.Interval.High, result.Items,
            SqlCommands.Json(metrics.Values), SqlCommands.Json(confusion.Counts)).ExecuteAsync(cancellation);
}
