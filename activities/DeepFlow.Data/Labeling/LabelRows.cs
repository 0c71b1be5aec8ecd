using System.Data.Common;
using DeepFlow.Data.Versions;
using Npgsql;
using NpgsqlTypes;

namespace DeepFlow.Data.Labeling;

/// <summary>The table of labels, which only grows.</summary>
internal static class LabelRows
{
    /// <summary>What many labels have in common: who gave them, in which version of what, by which job.</summary>
    public sealed record Origin(string Project, string Dataset, string Labeler, string Commit, Guid JobId);

    /// <summary>Adds labels by COPY, dated by the database: 60,000 take about half a second.</summary>
    public static async Task CopyAsync(
        DbTransaction transaction, Origin origin, IEnumerable<(ItemId Item, string Label)> labels, CancellationToken cancellation)
    {
        await using var writer = await ((NpgsqlConnection)transaction.Connection!).BeginBinaryImportAsync(
            "copy deepflow.label (project, dataset, item, label, labeler, commit_id, job_id) from stdin (format binary)", cancellation);
        foreach (var (item, label) in labels)
        {
            await writer.StartRowAsync(cancellation);
            await writer.WriteAsync(origin.Project, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(origin.Dataset, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(item.ToString(), NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(label, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(origin.Labeler, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(origin.Commit, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(origin.JobId, NpgsqlDbType.Uuid, cancellation);
        }

        await writer.CompleteAsync(cancellation);
    }
}
