using System.Collections.Immutable;
using DeepFlow.Data.Reports;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Evaluation;

/// <summary>How often items of each true class (row) were put into each class (column).</summary>
public sealed record ConfusionMatrix(ImmutableArray<ImmutableArray<long>> Counts)
{
    /// <param name="truth">True class of each item, 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="found">Found class of each item, in the same order.</param>
    public static ConfusionMatrix Of(IReadOnlyList<int> truth, IReadOnlyList<int> found, int classes)
    {
        if (truth.Count != found.Count)
        {
            throw new ArgumentException($"{truth.Count} true classes and {found.Count} found ones do not belong together");
        }

        var counts = new long[classes, classes];
        for (var item = 0; item < truth.Count; item++)
        {
            counts[truth[item], found[item]]++;
        }

        return new ConfusionMatrix([.. Enumerable.Range(0, classes)
            .Select(row => Enumerable.Range(0, classes).Select(column => counts[row, column]).ToImmutableArray())]);
    }

    public int Classes => Counts.Length;

    public long Total => Counts.Sum(row => row.Sum());

    public long Hits => Enumerable.Range(0, Classes).Sum(at => Counts[at][at]);

    /// <summary>Share of items in their true class; 0 without items.</summary>
    public double Accuracy => Share(Hits, Total);

    /// <summary>Of the items put into a class, the share that belongs there; 0 where none was.</summary>
    public double Precision(int at) => Share(Counts[at][at], Counts.Sum(row => row[at]));

    /// <summary>Of the items of a class, the share that was found; 0 where there is none.</summary>
    public double Recall(int at) => Share(Counts[at][at], Counts[at].Sum());

    /// <summary>Harmonic mean of precision and recall.</summary>
    public double F1(int at) => Precision(at) + Recall(at) is > 0 and var sum ? 2 * Precision(at) * Recall(at) / sum : 0;

    /// <summary>Mean F1 over the classes, each counting the same.</summary>
    public double MacroF1 => Enumerable.Range(0, Classes).Average(F1);

    /// <summary>For people: a row for each true class, a column for each found one.</summary>
    public Table ToTable(string title, ImmutableArray<LabelDefinition> labels)
    {
        var names = labels.Select(label => label.Display ?? label.Name).ToList();
        return new Table(title, ["true \\ found", .. names, "recall"], [.. Counts.Select((row, at) => ImmutableArray.CreateRange<Value>(
            [Value.Of(names[at]), .. row.Select(count => Value.Of(count)), Value.Of(Math.Round(Recall(at), 4))]))]);
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
