using System.Collections.Immutable;
using DeepFlow.Data.Versions;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Expressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Data.Rules;

/// <summary>
/// Conditions over single items, evaluated for many: over fields and the label once for each combination that occurs, over <c>item</c>
/// for each item as the chunks are read.
/// </summary>
internal sealed class ItemRules(DataVersion version, ImmutableArray<Expression> conditions)
{
    private const string Item = "item", Label = "label";

    private readonly ImmutableHashSet<string> names = [.. conditions.SelectMany(NamesIn.Of)];

    /// <summary>For each of <paramref name="rows"/> the position of the first condition that does not hold, or -1.</summary>
    /// <exception cref="ActivityFailureException"><c>unknown_field</c>: a condition names what the items do not have.</exception>
    public async Task<int[]> FirstBrokenAsync(int[] rows, Action<double> progress, CancellationToken cancellation)
    {
        var columns = await ColumnsAsync(cancellation);
        return names.Contains(Item)
            ? await ByItemAsync(rows, columns, progress, cancellation)
            : ByCombination(rows, columns);
    }

    private async Task<ImmutableArray<(string Name, TextColumn Column)>> ColumnsAsync(CancellationToken cancellation)
    {
        var columns = ImmutableArray.CreateBuilder<(string, TextColumn)>();
        foreach (var name in names.Where(name => name != Item).Order(StringComparer.Ordinal))
        {
            var column = name == Label
                ? await version.LabelsAsync(cancellation) ?? await version.SourceLabelsAsync(cancellation)
                : await version.FieldAsync(name, cancellation);
            columns.Add((name, column ?? throw Unknown(name)));
        }

        return columns.ToImmutable();
    }

    private int[] ByCombination(int[] rows, ImmutableArray<(string Name, TextColumn Column)> columns)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return Array.ConvertAll(rows, row =>
        {
            var combination = string.Join(',', columns.Select(column => column.Column.Codes[row]));
            if (!known.TryGetValue(combination, out var broken))
            {
                known[combination] = broken = FirstBroken(row, columns, Value.Missing);
            }

            return broken;
        });
    }

    private async Task<int[]> ByItemAsync(
        int[] rows, ImmutableArray<(string Name, TextColumn Column)> columns, Action<double> progress, CancellationToken cancellation)
    {
        var (size, element) = (version.Manifest.ItemSize, version.Manifest.Element);
        var broken = new int[rows.Length];
        var done = 0;
        await foreach (var (firstRow, bytes, selected) in version.ChunksAsync(rows, cancellation))
        {
            foreach (var row in selected)
            {
                broken[done++] = FirstBroken(row, columns, new ItemValue(bytes.AsMemory((row - firstRow) * size, size), element));
            }

            progress((double)done / rows.Length);
        }

        return broken;
    }

    private int FirstBroken(int row, ImmutableArray<(string Name, TextColumn Column)> columns, Value item)
    {
        var scope = new Scope(name =>
        {
            foreach (var (field, column) in columns)
            {
                if (field == name)
                {
                    return Value.Of(column[row]);
                }
            }

            return name == Item ? item : Value.Missing;
        });
        for (var i = 0; i < conditions.Length; i++)
        {
            if (!Evaluator.IsTrue(conditions[i], scope))
            {
                return i;
            }
        }

        return -1;
    }

    private ActivityFailureException Unknown(string name) => new(
        "unknown_field",
        $"The items of {version.Manifest.Dataset.Name} have no \"{name}\"; known are "
        + string.Join(", ", version.Manifest.Dataset.Fields.Select(field => field.Name).Append(Label).Append(Item)) + ".",
        retryable: false);
}
