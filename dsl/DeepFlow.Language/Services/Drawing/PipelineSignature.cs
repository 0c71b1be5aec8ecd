using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Syntax;
using DeepFlow.Workflows.Types;

namespace DeepFlow.Language.Services.Drawing;

/// <summary>What a step that calls a pipeline gives and gets.</summary>
/// <param name="Path">The file that declares it.</param>
/// <param name="Visible">Whether the file that is drawn sees it; where not, a step that calls it needs a <c>use</c>.</param>
public sealed record PipelineSignature(
    string Name, string Path, string? Documentation, IReadOnlyList<SignatureInput> Parameters, IReadOnlyList<SignatureOutput> Results, bool Visible)
{
    internal static IReadOnlyList<PipelineSignature> All(LanguageSnapshot snapshot, LanguageFile seenFrom)
    {
        var visible = snapshot.Visible(seenFrom);
        return
        [
            .. snapshot.AllPaths.Select(snapshot.Find).OfType<LanguageFile>()
                .SelectMany(file => file.Document.Declarations.OfType<PipelineSyntax>().Select(pipeline => new VisibleDeclaration(file, pipeline)))
                .Where(declaration => declaration.Name.Length > 0)
                .Select(declaration => Of(declaration, visible.Find(declaration.Name)?.Syntax == declaration.Syntax))
                .OrderBy(signature => signature.Name, StringComparer.Ordinal).ThenBy(signature => signature.Path, StringComparer.Ordinal),
        ];
    }

    internal static PipelineSignature Of(VisibleDeclaration declaration, bool visible)
    {
        var callee = Callee.Of(declaration)!;
        return new PipelineSignature(
            declaration.Name,
            declaration.File.Path,
            declaration.Syntax.Doc,
            [.. callee.Inputs.Select(input => new SignatureInput(input.Name, input.Type, input.Required, input.Default))],
            [.. callee.Outputs.Select(output => new SignatureOutput(output.Name, output.Type))],
            visible);
    }
}

/// <param name="Default">As written; null where there is none.</param>
public sealed record SignatureInput(string Name, DslType Type, bool Required, string? Default);

public sealed record SignatureOutput(string Name, DslType Type);
