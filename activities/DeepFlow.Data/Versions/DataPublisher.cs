using System.Security.Cryptography;
using System.Text;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Objects;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Versions;

/// <summary>Makes a step's results versions: the manifest is stored at once, the commit's row appears when the step completes.</summary>
public sealed class DataPublisher(ObjectStore objects)
{
    /// <param name="operation">The activity's name.</param>
    /// <param name="output">Which of the step's outputs it is.</param>
    /// <param name="message">What was done, for people.</param>
    /// <param name="sources">The versions that it was made from.</param>
    /// <param name="branch">The branch that moves to it; null: none does.</param>
    /// <returns>The value that the step hands on; its commit exists once the step has completed.</returns>
    public async Task<DataHandle> PublishAsync(
        ActivityContext context, string operation, string output, DataManifest manifest, string message, IReadOnlyList<DataHandle> sources, string? branch = null)
    {
        var hash = await manifest.WriteAsync(objects, context.Cancellation);
        var commit = new DataCommit(
            context.Project, IdOf(context, output, hash), manifest.Dataset.Name, branch, Parent: null, hash, manifest.Count, manifest.Labels is not null,
            operation, message, context.InstanceId, context.Pipeline, context.Node, context.Round, context.JobId, CreatedAt: default);
        context.Publish((transaction, cancellation) =>
            DataCommits.InsertAsync(transaction, commit, [.. sources.Select(source => source.Commit)], cancellation));
        if (branch is not null)
        {
            context.Announce(Change.OfData(commit.Dataset, branch, commit.Id, ClrValues.From(commit.Handle)));
        }

        return commit.Handle;
    }

    /// <summary>The same for every attempt, so that whoever saw an earlier attempt's value finds the commit.</summary>
    private static string IdOf(ActivityContext context, string output, string manifest)
    {
        var name = $"{context.Project}\n{context.IdempotencyKey}\n{output}\n{manifest}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
    }
}
