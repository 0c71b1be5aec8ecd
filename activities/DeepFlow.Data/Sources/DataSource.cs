using System.Text.Json.Serialization;

namespace DeepFlow.Data.Sources;

/// <summary>
/// Where items come from, as a pipeline's <c>source</c> value: <c>{"$":"folder","path":"/data/letters"}</c>.
/// A source only names a place; <see cref="SourceReader"/> reads it.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(FolderSource), "folder")]
[JsonDerivedType(typeof(FashionMnistSource), "fashion_mnist")]
public abstract record DataSource
{
    /// <summary>
    /// Reads what a person writes after <c>--source</c>: <c>fashion-mnist</c> (wherever it is to be had),
    /// <c>fashion-mnist:DIR</c> (those files, verified), or a folder.
    /// </summary>
    public static DataSource Parse(string text)
    {
        const string fashion = "fashion-mnist";
        return text == fashion ? new FashionMnistSource(null)
            : text.StartsWith(fashion + ":", StringComparison.Ordinal) ? new FashionMnistSource(Path.GetFullPath(text[(fashion.Length + 1)..]))
            : new FolderSource(Path.GetFullPath(text));
    }

    /// <summary>The source in a few words, as labels and reports name it.</summary>
    public abstract override string ToString();
}

/// <summary>
/// A folder of IDX files: pairs of <c>PART-images-idx3-ubyte</c> and <c>PART-labels-idx1-ubyte</c>, each plain or <c>.gz</c>.
/// Items get the field <c>part</c>, where <c>t10k</c> reads as <c>test</c>.
/// </summary>
public sealed record FolderSource(string Path) : DataSource
{
    public override string ToString() => Path;
}

/// <summary>The 60,000 + 10,000 pictures of Fashion-MNIST, checked against their published content.</summary>
/// <param name="Directory">The folder that holds the four files; null: look everywhere, then fetch them.</param>
public sealed record FashionMnistSource(string? Directory = null) : DataSource
{
    public override string ToString() => "Fashion-MNIST";
}
