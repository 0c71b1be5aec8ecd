using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Services.Scopes;

/// <summary>A declaration and the file that holds it.</summary>
internal sealed record VisibleDeclaration(LanguageFile File, DeclarationSyntax Syntax)
{
    public string Name => Syntax.Name.Text;
}

/// <summary>What a file may name: what it declares, then what the files it uses declare, not what those use in turn.</summary>
internal sealed class VisibleDeclarations
{
    private readonly Dictionary<string, VisibleDeclaration> _byName = new(StringComparer.Ordinal);

    private VisibleDeclarations(IEnumerable<VisibleDeclaration> all)
    {
        foreach (var declaration in all.Where(declaration => !declaration.Syntax.Name.IsMissing && declaration.Syntax is not UseSyntax))
        {
            _byName.TryAdd(declaration.Name, declaration);
        }
    }

    public IEnumerable<VisibleDeclaration> All => _byName.Values;

    public static VisibleDeclarations Of(LanguageSnapshot snapshot, LanguageFile file) =>
        new(Used(snapshot, file).Prepend(file).SelectMany(each => each.Document.Declarations.Select(declaration => new VisibleDeclaration(each, declaration))));

    public VisibleDeclaration? Find(string name) => _byName.GetValueOrDefault(name);

    public VisibleDeclaration? Find<T>(string name)
        where T : DeclarationSyntax => Find(name) is { Syntax: T } found ? found : null;

    public IEnumerable<VisibleDeclaration> OfType<T>()
        where T : DeclarationSyntax => All.Where(declaration => declaration.Syntax is T);

    /// <summary>The path that a <c>use</c> line leads to, below the root; null where it leads out of the project.</summary>
    public static string? PathOf(LanguageSnapshot snapshot, LanguageFile file, UseSyntax use) =>
        use.Path.IsMissing || Path.IsPathRooted(use.Path.Text) || use.Path.Text.Contains('\0')
            ? null
            : snapshot.Files.Locate(Path.Combine(Path.GetDirectoryName(file.Path) ?? "", use.Path.Text));

    private static IEnumerable<LanguageFile> Used(LanguageSnapshot snapshot, LanguageFile file) => file.Document.Declarations.OfType<UseSyntax>()
        .Select(use => PathOf(snapshot, file, use) is { } path ? snapshot.Find(path) : null)
        .OfType<LanguageFile>()
        .Where(used => used.Path != file.Path);
}
