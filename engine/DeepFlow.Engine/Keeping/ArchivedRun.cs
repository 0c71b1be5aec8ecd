using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Journals;
using DeepFlow.Workflows;

namespace DeepFlow.Engine.Keeping;

/// <summary>Everything that is kept of a run that was archived. Its definition stays among the published ones.</summary>
/// <param name="Run">With everything that it called.</param>
internal sealed record ArchivedRun(InstanceDetail Run, ImmutableArray<JobView> Jobs, ImmutableArray<JournalRow> Journal)
{
    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) JsonSerializer.Serialize(gzip, this, DeepFlowJson.Options);
        return packed.ToArray();
    }

    public static ArchivedRun Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<ArchivedRun>(gzip, DeepFlowJson.Options) ?? throw new JsonException("An empty archive.");
    }

    /// <summary>The run itself, or something that it called.</summary>
    public InstanceDetail? Find(Guid instance) => Find(Run, instance);

    private static InstanceDetail? Find(InstanceDetail detail, Guid instance) =>
        detail.Id == instance ? detail : detail.Children.Select(c => Find(c, instance)).FirstOrDefault(c => c is not null);
}
