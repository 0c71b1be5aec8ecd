using System.Text.Json;
using DeepFlow.Workflows;
using Spectre.Console;

namespace DeepFlow.Cli.Output;

/// <summary>A command's rows: a table for people, or the records themselves as JSON for programs.</summary>
internal sealed class Listing<T>(IReadOnlyList<T> rows)
{
    private readonly List<(string Title, Func<T, string> Cell)> columns = [];

    public Listing<T> Column(string title, Func<T, string?> cell)
    {
        columns.Add((title, row => cell(row) ?? ""));
        return this;
    }

    /// <param name="options">Chooses the form.</param>
    /// <param name="nothing">The sentence to say when there are no rows.</param>
    public void Write(GlobalOptions options, string nothing)
    {
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(rows, DeepFlowJson.Indented));
        }
        else if (rows.Count == 0)
        {
            Console.Out.WriteLine(nothing);
        }
        else
        {
            Terminal.Out.Write(Table());
        }
    }

    private Table Table()
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (var (title, _) in columns)
        {
            table.AddColumn(new TableColumn(new Text(title, Style.Parse("dim"))) { Padding = new Padding(0, 0, 2, 0), NoWrap = true });
        }

        foreach (var row in rows)
        {
            table.AddRow(columns.Select(column => new Text(column.Cell(row))));
        }

        return table;
    }
}
