using System.Globalization;
using System.Text.Json;
using DeepFlow.Cli.Failures;
using DeepFlow.Data.Sources;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Cli.Commands;

/// <summary>Values given as <c>NAME=VALUE</c>.</summary>
internal static class Assignments
{
    /// <summary>Numbers, <c>true</c>, <c>false</c> and JSON as what they are; everything else as text. Null for none.</summary>
    public static RecordValue? Read(IReadOnlyList<string> given) =>
        given.Count == 0 ? null : given.Select(Split).Aggregate(RecordValue.Empty, (record, pair) => record.With(pair.Name, Guess(pair.Text)));

    /// <summary>Values of the types that a pipeline's parameters have.</summary>
    public static RecordValue Read(IReadOnlyList<string> given, IReadOnlyList<ParameterDefinition> parameters) =>
        given.Select(Split).Aggregate(RecordValue.Empty, (record, pair) => record.With(pair.Name, Typed(pair, parameters.FirstOrDefault(parameter => parameter.Name == pair.Name))));

    private static (string Name, string Text) Split(string assignment)
    {
        var at = assignment.IndexOf('=');
        return at > 0
            ? (assignment[..at], assignment[(at + 1)..])
            : throw new CommandFailure("usage", $"\"{assignment}\" is not of the form NAME=VALUE.", exitCode: 2);
    }

    private static Value Typed((string Name, string Text) pair, ParameterDefinition? parameter) => parameter?.Type.TrimEnd('?') switch
    {
        "string" or "text" => Value.Of(pair.Text),
        "source" => ClrValues.From(DataSource.Parse(pair.Text)),
        "duration" => DurationText.TryParse(pair.Text, out var duration)
            ? Value.Of(duration)
            : throw new CommandFailure("bad_argument", $"{pair.Name}: \"{pair.Text}\" is no duration.", "Write one like 2h30m."),
        "percent" when pair.Text.EndsWith('%') && double.TryParse(pair.Text[..^1], CultureInfo.InvariantCulture, out var percent) => Value.Of(percent / 100),
        "int" => long.TryParse(pair.Text, CultureInfo.InvariantCulture, out var number)
            ? Value.Of(number)
            : throw new CommandFailure("bad_argument", $"{pair.Name}: \"{pair.Text}\" is no whole number."),
        "float" => double.TryParse(pair.Text, CultureInfo.InvariantCulture, out var number)
            ? Value.Of(number)
            : throw new CommandFailure("bad_argument", $"{pair.Name}: \"{pair.Text}\" is no number."),
        _ => Guess(pair.Text),
    };

    private static Value Guess(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Value>(text)!;
        }
        catch (JsonException)
        {
            return Value.Of(text);
        }
    }
}
