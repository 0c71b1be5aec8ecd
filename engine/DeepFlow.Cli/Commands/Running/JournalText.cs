using DeepFlow.Cli.Output;
using DeepFlow.Engine.Journals;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>The journal as lines.</summary>
internal static class JournalText
{
    private const int LongestData = 120;

    public static void Write(GlobalOptions options, IReadOnlyList<JournalRow> rows) => new Listing<JournalRow>(rows)
        .Column("WHEN", row => Form.Moment(row.At))
        .Column("WHAT", row => row.Kind)
        .Column("STEP", row => row.Node is null ? row.Pipeline : $"{row.Pipeline}.{row.Node}")
        .Column("ROUND", row => $"{row.Round}")
        .Column("WHO", row => row.Identity is null ? row.Actor : $"{row.Actor} ({row.Identity})")
        .Column("HOW", row => Data(row))
        .Write(options, "Nothing has happened yet.");

    /// <summary>One thing that happened, as it is told while a run is followed.</summary>
    public static string Line(JournalRow row) =>
        $"{Styled.Quiet(row.At.LocalDateTime.ToString("HH:mm:ss"))} {(row.Node is null ? row.Pipeline : $"{row.Pipeline}.{row.Node}")} {row.Kind.Replace('_', ' ')}{(row.Actor is null ? "" : $" by {row.Actor}")}";

    private static string Data(JournalRow row)
    {
        var text = string.Join(", ", row.Data.Fields.Where(field => !field.Value.IsMissing).Select(field => $"{field.Key}: {field.Value.ToText()}"));
        return text.Length > LongestData ? text[..LongestData] + " …" : text;
    }
}
