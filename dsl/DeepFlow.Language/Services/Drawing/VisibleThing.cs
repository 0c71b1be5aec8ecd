using DeepFlow.Language.Services.Scopes;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Drawing;

public enum VisibleKind
{
    Model,
    Dataset,
    Form,
    Activity,
}

/// <summary>A declaration that a file can name, other than pipelines.</summary>
/// <param name="Path">The file that declares it.</param>
/// <param name="Extent">In that file, in UTF-16 characters.</param>
public sealed record VisibleThing(VisibleKind Kind, string Name, string Path, string? Documentation, TextSpan Extent)
{
    internal static IReadOnlyList<VisibleThing> All(LanguageSnapshot snapshot, LanguageFile file) =>
    [
        .. snapshot.Visible(file).All.Where(declaration => KindOf(declaration.Syntax) is not null)
            .Select(declaration => new VisibleThing(KindOf(declaration.Syntax)!.Value, declaration.Name, declaration.File.Path, declaration.Syntax.Doc, declaration.Syntax.Span))
            .OrderBy(thing => thing.Kind).ThenBy(thing => thing.Name, StringComparer.Ordinal),
    ];

    private static VisibleKind? KindOf(DeclarationSyntax declaration) => declaration switch
    {
        ModelSyntax => VisibleKind.Model,
        DatasetSyntax => VisibleKind.Dataset,
        FormSyntax => VisibleKind.Form,
        ActivitySyntax => VisibleKind.Activity,
        _ => null,
    };
}
