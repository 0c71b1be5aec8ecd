using DeepFlow.Engine.Instances;

namespace DeepFlow.Server.Sources;

/// <summary>What may name a source: a <c>.dlflow</c> file below the folder of the pipelines, and nothing else of this machine.</summary>
internal static class SourcePath
{
    public const string Extension = ".dlflow";

    private const int Longest = 400;

    /// <returns>The full path.</returns>
    /// <exception cref="EngineException"><c>bad_path</c>: it leads elsewhere, by its words or by a link on its way, or is no name of a source.</exception>
    public static string Resolve(string root, string path)
    {
        var parts = path.Split('/');
        if (path.Length > Longest || !parts.All(IsName) || !path.EndsWith(Extension, StringComparison.Ordinal) || parts[^1].Length == Extension.Length)
            throw Bad(path, "it must name a .dlflow file below the folder of the pipelines, as \"folder/name.dlflow\"");
        var full = root;
        foreach (var part in parts)
        {
            full = Path.Combine(full, part);
            if (new FileInfo(full).LinkTarget is not null) throw Bad(path, $"\"{part}\" on its way is a link");
        }
        if (Directory.Exists(full)) throw Bad(path, "it is a folder");
        return full;
    }

    // Hidden folders hold git's and DeepFlow's own state; the others would mean something to the operating system.
    private static bool IsName(string part) =>
        part.Length > 0 && part[0] is not ('.' or '-' or ' ') && part[^1] is not (' ' or '.') && !part.Any(c => char.IsControl(c) || c is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');

    private static EngineException Bad(string path, string why) => new("bad_path", $"\"{path}\" cannot be a source here: {why}.");
}
