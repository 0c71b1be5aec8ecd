namespace DeepFlow.Language.Sources;

/// <summary>A stretch of a file: offset and length in UTF-16 characters.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan Between(int start, int end) => new(start, Math.Max(0, end - start));

    /// <summary>From the start of this span to the end of the other.</summary>
    public TextSpan To(TextSpan other) => Between(Start, Math.Max(End, other.End));
}
