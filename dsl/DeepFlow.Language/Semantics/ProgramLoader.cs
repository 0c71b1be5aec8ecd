using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Parsing;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics;

/// <summary>Reads the root files and follows <c>use</c>, each file once.</summary>
internal sealed class ProgramLoader(SourceFiles files, DiagnosticBag problems)
{
    private readonly SortedDictionary<string, ProgramFile> _loaded = new(StringComparer.Ordinal);

    public Program Load(IEnumerable<string> roots)
    {
        foreach (var root in roots)
        {
            if (files.Locate(root) is { } path)
            {
                LoadClosure(path);
            }
            else
            {
                problems.Add(NameProblems.PathOutsideProject(new Place(new SourceText(root, ""), default), root));
            }
        }

        foreach (var file in _loaded.Values)
        {
            ReportCycles(file);
        }

        return new Program([.. _loaded.Values]);
    }

    private void LoadClosure(string root)
    {
        var waiting = new Queue<(string Path, Place? AskedAt)>([(root, null)]);
        while (waiting.TryDequeue(out var next))
        {
            if (_loaded.ContainsKey(next.Path))
            {
                continue;
            }

            var parsed = files.Parsed?.Invoke(next.Path) ?? ParsedFile.Parse(files.Read(next.Path, next.AskedAt, problems));
            problems.AddRange(parsed.Problems);
            var document = parsed.Document;
            var uses = FindUses(document);
            _loaded[next.Path] = new ProgramFile(document, parsed.Origins, uses);
            foreach (var use in uses)
            {
                waiting.Enqueue((use.Path, new Place(document.Source, use.Syntax.Path.Span)));
            }
        }
    }

    private List<UsedFile> FindUses(DocumentSyntax document)
    {
        var uses = new List<UsedFile>();
        var folder = Path.GetDirectoryName(document.Source.Path) ?? "";
        foreach (var use in document.Declarations.OfType<UseSyntax>().Where(use => !use.Path.IsMissing))
        {
            var place = new Place(document.Source, use.Path.Span);
            var isRooted = Path.IsPathRooted(use.Path.Text) || use.Path.Text.Contains('\\');
            if (isRooted || files.Locate(Path.Combine(folder, use.Path.Text)) is not { } path)
            {
                problems.Add(NameProblems.PathOutsideProject(place, use.Path.Text));
            }
            else if (uses.Any(other => other.Path == path))
            {
                problems.Add(NameProblems.UsedTwice(place, use.Path.Text));
            }
            else
            {
                uses.Add(new UsedFile(use, path));
            }
        }

        return uses;
    }

    // Told at the `use` that closes the circle, in the file of it that comes first by name.
    private void ReportCycles(ProgramFile file)
    {
        foreach (var use in file.Uses)
        {
            var way = WayBack(use.Path, file.Path);
            if (way is not null && way.All(path => string.CompareOrdinal(file.Path, path) <= 0))
            {
                problems.Add(NameProblems.CyclicUse(file.At(use.Syntax.Path), use.Syntax.Path.Text, [file.Path, .. way]));
            }
        }
    }

    private List<string>? WayBack(string from, string to)
    {
        var cameFrom = new Dictionary<string, string?> { [from] = null };
        var waiting = new Queue<string>([from]);
        while (waiting.TryDequeue(out var path))
        {
            if (path == to)
            {
                var way = new List<string>();
                for (var step = path; step is not null; step = cameFrom[step])
                {
                    way.Insert(0, step);
                }

                return way;
            }

            foreach (var use in _loaded.GetValueOrDefault(path)?.Uses ?? [])
            {
                if (cameFrom.TryAdd(use.Path, path))
                {
                    waiting.Enqueue(use.Path);
                }
            }
        }

        return null;
    }
}
