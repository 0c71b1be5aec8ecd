using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Output;

/// <summary>A value of a run as indented lines; tables (<c>{"$":"table"}</c>) as tables.</summary>
internal static class ValueText
{
    private const int LongestLine = 160;

    public static void Write(string name, Value value, TextWriter output, int depth = 1)
    {
        var indent = new string(' ', depth * 2);
        switch (value)
        {
            case RecordValue { Tag: "table" } table:
                output.WriteLine($"{indent}{name}: {table.Member("title").ToText()}");
                WriteTable(table, indent + "  ", output);
                break;
            case RecordValue record when record.Member("id").IsMissing && record.ToText().Length > LongestLine:
                output.WriteLine($"{indent}{name}: {record.Tag}");
                foreach (var (field, inner) in record.Fields)
                {
                    Write(field, inner, output, depth + 1);
                }

                break;
            case ListValue list when list.ToText().Length > LongestLine || list.Items.Any(item => item is RecordValue { Tag: not null }):
                output.WriteLine($"{indent}{name}:");
                for (var position = 0; position < list.Items.Length; position++)
                {
                    Write($"{position + 1}", list.Items[position], output, depth + 1);
                }

                break;
            default:
                var text = value.ToText();
                output.WriteLine($"{indent}{name}: {(text.Length > LongestLine ? text[..LongestLine] + " …" : text)}");
                break;
        }
    }

    private static void WriteTable(RecordValue table, string indent, TextWriter output)
    {
        var rows = new List<string[]>();
        if (table.Member("columns") is ListValue columns)
        {
            rows.Add([.. columns.Items.Select(column => column.ToText())]);
        }

        if (table.Member("rows") is ListValue body)
        {
            rows.AddRange(body.Items.OfType<ListValue>().Select(row => row.Items.Select(cell => cell.ToText()).ToArray()));
        }

        var widths = new int[rows.Max(row => row.Length)];
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        foreach (var row in rows)
        {
            output.WriteLine(indent + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
