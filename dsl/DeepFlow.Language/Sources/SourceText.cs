namespace DeepFlow.Language.Sources;

/// <summary>One file's text with the path by which messages and bundles call it: relative to the project's folder, with forward slashes.</summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    public SourceText(string path, string content)
    {
        Path = path;
        Content = content;
        _lineStarts = FindLineStarts(content);
    }

    public string Path { get; }

    public string Content { get; }

    public int LineCount => _lineStarts.Length;

    public LinePosition PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Content.Length);
        var line = Array.BinarySearch(_lineStarts, offset);
        if (line < 0)
        {
            line = ~line - 1;
        }

        return new LinePosition(line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>Where a line (from 1) begins.</summary>
    public int OffsetOf(int line) => _lineStarts[line - 1];

    /// <summary>The offset of a place; for one beyond its line's or the file's end, that end.</summary>
    public int OffsetOf(LinePosition position) =>
        position.Line < 1 ? 0
        : position.Line > LineCount ? Content.Length
        : OffsetOf(position.Line) + Math.Clamp(position.Column - 1, 0, Line(position.Line).Length);

    /// <summary>The text of a line (from 1) without its line break.</summary>
    public string Line(int number)
    {
        var start = _lineStarts[number - 1];
        var end = number < _lineStarts.Length ? _lineStarts[number] : Content.Length;
        return Content[start..end].TrimEnd('\r', '\n');
    }

    public string Slice(TextSpan span)
    {
        var start = Math.Clamp(span.Start, 0, Content.Length);
        return Content[start..Math.Clamp(span.End, start, Content.Length)];
    }

    private static int[] FindLineStarts(string content)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
