using DeepFlow.Cli.Output;
using DeepFlow.Language.Diagnostics;

namespace DeepFlow.Cli.Commands.Language;

/// <summary>Findings as people read them, with the line they are about, and as programs do.</summary>
internal static class DiagnosticLines
{
    public static void Write(Diagnostic diagnostic, string root, TextWriter output)
    {
        var label = diagnostic.Severity == Severity.Error ? Styled.Error("error") : Styled.Warning("warning");
        var start = diagnostic.Place.Start;
        output.WriteLine($"{PathOf(diagnostic, root)}:{start.Line}:{start.Column}: {label} {Styled.Quiet(diagnostic.Code)}: {diagnostic.Message}");
        var line = diagnostic.Place.Source.Line(start.Line);
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        var end = diagnostic.Place.End;
        var length = end.Line == start.Line ? Math.Max(1, end.Column - start.Column) : Math.Max(1, line.Length - start.Column + 1);
        var number = start.Line.ToString();
        var indent = new string(line.Take(start.Column - 1).Select(character => character == '\t' ? '\t' : ' ').ToArray());
        output.WriteLine($"  {Styled.Quiet(number + " |")} {line}");
        output.WriteLine($"  {new string(' ', number.Length)} {Styled.Quiet("|")} {indent}{Styled.Error(new string('^', length))}");
    }

    public static object ForPrograms(Diagnostic diagnostic, string root) => new
    {
        File = PathOf(diagnostic, root),
        diagnostic.Place.Start.Line,
        diagnostic.Place.Start.Column,
        EndLine = diagnostic.Place.End.Line,
        EndColumn = diagnostic.Place.End.Column,
        diagnostic.Severity,
        diagnostic.Code,
        diagnostic.Message,
    };

    /// <summary>As the user would type it from where they are.</summary>
    private static string PathOf(Diagnostic diagnostic, string root) =>
        Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(root, diagnostic.Place.Source.Path));
}
