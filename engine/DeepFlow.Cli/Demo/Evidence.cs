using DeepFlow.Workflows.Values;
using Spectre.Console;

namespace DeepFlow.Cli.Demo;

/// <summary>What a task shows, on a terminal: tables as tables, the rest as names and values.</summary>
internal static class Evidence
{
    private const int MostRows = 20;

    public static void Write(IAnsiConsole console, Value shown)
    {
        if (shown is RecordValue { Tag: "table" } table) console.Write(TableOf(table));
        else if (shown is RecordValue record) console.MarkupLine($"  [dim]{Markup.Escape(Shorten(record.ToText()))}[/]");
        else if (!shown.IsMissing) console.MarkupLine($"  {Markup.Escape(Shorten(shown.ToText()))}");
    }

    private static Table TableOf(RecordValue value)
    {
        var table = new Table { Border = TableBorder.Rounded };
        if (value.Member("title") is TextValue title) table.Title = new TableTitle(Markup.Escape(title.Value));
        var columns = (value.Member("columns") as ListValue)?.Items ?? [];
        foreach (var column in columns) table.AddColumn(Markup.Escape(column.ToText()));
        foreach (var row in ((value.Member("rows") as ListValue)?.Items ?? []).OfType<ListValue>().Take(MostRows))
            table.AddRow(row.Items.Take(columns.Length).Select(cell => new Text(cell.ToText())));
        return table;
    }

    private static string Shorten(string text) => text.Length <= 400 ? text : text[..400] + " ...";
}
