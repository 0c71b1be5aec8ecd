using DeepFlow.Language.Diagnostics;
using Range = DeepFlow.LanguageServer.Protocol.Range;

namespace DeepFlow.LanguageServer.Diagnostics;

/// <summary>A finding as the protocol has it.</summary>
/// <param name="Severity">1 error, 2 warning.</param>
internal sealed record DiagnosticData(Range Range, int Severity, string Code, string Source, string Message)
{
    public static DiagnosticData Of(Diagnostic finding) =>
        new(Range.Of(finding.Place), finding.Severity == Language.Diagnostics.Severity.Error ? 1 : 2, finding.Code, "deepflow", finding.Message);
}

internal sealed record PublishDiagnosticsParams(string Uri, int? Version, IReadOnlyList<DiagnosticData> Diagnostics);
