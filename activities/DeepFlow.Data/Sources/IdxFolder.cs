using System.Collections.Immutable;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;

namespace DeepFlow.Data.Sources;

/// <summary>Reads the pairs of picture and label files in a folder, pair by pair in the order of their names, training pictures first.</summary>
/// <exception cref="ActivityFailureException"><c>source_missing</c>, <c>source_damaged</c> or <c>source_mismatch</c>.</exception>
internal static class IdxFolder
{
    private const string Images = "-images-idx3-ubyte", Labels = "-labels-idx1-ubyte";
    private const int BatchItems = 2_000;

    /// <param name="expected">What the data set declares an item to be.</param>
    /// <param name="labels">How many labels the data set declares.</param>
    public static IEnumerable<SourceBatch> Read(string folder, ImageItem expected, int labels)
    {
        var parts = PartsOf(folder);
        if (parts.IsEmpty)
        {
            throw Missing($"The folder {folder} holds no picture files: PART{Images} or PART{Images}.gz.");
        }

        return parts.SelectMany((part, i) => ReadPart(folder, part, expected, labels)
            .Select(batch => batch with { Done = (i + batch.Done) / parts.Length }));
    }

    private static ImmutableArray<string> PartsOf(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw Missing($"There is no folder {folder}.");
        }

        return [.. Directory.EnumerateFiles(folder)
            .Select(path => Path.GetFileName(path))
            .Select(name => name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name)
            .Where(name => name.EndsWith(Images, StringComparison.Ordinal))
            .Select(name => name[..^Images.Length])
            .Distinct()
            .OrderBy(part => part != "train")
            .ThenBy(part => part, StringComparer.Ordinal)];
    }

    private static IEnumerable<SourceBatch> ReadPart(string folder, string part, ImageItem expected, int labels)
    {
        using var pictures = IdxFile.Open(Find(folder, part + Images), dimensions: 3);
        using var classes = IdxFile.Open(Find(folder, part + Labels), dimensions: 1);
        if (expected.Channels != 1 || pictures.Shape is not [var height, var width] || (height, width) != (expected.Height, expected.Width))
        {
            throw Mismatch(
                $"{pictures.Path} holds pictures of 1x{string.Join("x", pictures.Shape)}, "
                + $"but the data set declares image({expected.Channels}, {expected.Height}, {expected.Width}).");
        }

        var fields = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("part", part == "t10k" ? "test" : part);
        while (true)
        {
            var bytes = new byte[BatchItems * pictures.ItemSize];
            var marks = new byte[BatchItems];
            var count = pictures.ReadItems(bytes);
            var marked = classes.ReadItems(marks);
            if (count != marked)
            {
                throw Mismatch($"{pictures.Path} and {classes.Path} do not hold equally many items.");
            }

            if (marks.AsSpan(0, count).IndexOfAnyExceptInRange((byte)0, (byte)Math.Min(labels - 1, byte.MaxValue)) is var bad and >= 0)
            {
                throw Mismatch($"{classes.Path} holds the label {marks[bad]}, but the data set declares {labels} labels, counted from 0.");
            }

            if (count > 0)
            {
                yield return new SourceBatch(bytes.AsMemory(0, count * pictures.ItemSize), marks.AsMemory(0, count), fields, pictures.Done);
            }

            if (count < BatchItems)
            {
                yield break;
            }
        }
    }

    /// <summary>The plain file where there is one, else the compressed one.</summary>
    internal static string Find(string folder, string name)
    {
        var plain = Path.Combine(folder, name);
        return File.Exists(plain) ? plain
            : File.Exists(plain + ".gz") ? plain + ".gz"
            : throw Missing(Directory.Exists(folder) ? $"The folder {folder} has no {name} and no {name}.gz." : $"There is no folder {folder}.");
    }

    private static ActivityFailureException Missing(string message) => new("source_missing", message, retryable: false);

    private static ActivityFailureException Mismatch(string message) => new("source_mismatch", message, retryable: false);
}
