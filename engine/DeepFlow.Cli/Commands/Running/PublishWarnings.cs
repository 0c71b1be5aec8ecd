using DeepFlow.Cli.Commands.Language;
using DeepFlow.Language.Diagnostics;

namespace DeepFlow.Cli.Commands.Running;

/// <summary>What the project lacks that a published program needs. People read it on the error stream; in JSON it is part of the answer.</summary>
/// <param name="Root">The folder that the program was compiled from.</param>
internal sealed record PublishWarnings(IReadOnlyList<Diagnostic> Found, string Root)
{
    /// <summary>Nothing was published.</summary>
    public static PublishWarnings None { get; } = new([], "");

    public IEnumerable<object> ForPrograms => Found.Select(warning => DiagnosticLines.ForPrograms(warning, Root));

    /// <returns>Itself.</returns>
    public PublishWarnings Tell(GlobalOptions options)
    {
        if (!options.Json)
        {
            foreach (var warning in Found)
            {
                DiagnosticLines.Write(warning, Root, Console.Error);
            }
        }

        return this;
    }
}
