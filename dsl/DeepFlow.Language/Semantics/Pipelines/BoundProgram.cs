using DeepFlow.Language.Diagnostics;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>The insides of a program's pipelines, each bound or, where nothing that it depends on has changed, taken from an earlier text.</summary>
internal sealed class BoundProgram
{
    // Fewer are bound before the other processors have woken.
    private const int WorthSharing = 4;

    private readonly Surface _surface;
    private readonly Dictionary<string, PipelineFindings> _findings = new(StringComparer.Ordinal);

    private BoundProgram(Surface surface) => _surface = surface;

    /// <summary>In the order of their names, with the spans of this text; null where some were taken from an earlier one.</summary>
    public IReadOnlyList<BoundPipeline>? Pipelines { get; private set; }

    /// <summary>Whether the pipeline's inside is still what was found for the earlier text.</summary>
    public bool HasKept(BoundProgram before, string pipeline) =>
        ReferenceEquals(_findings.GetValueOrDefault(pipeline), before._findings.GetValueOrDefault(pipeline));

    /// <param name="before">The same program with an earlier text, if there is one.</param>
    public static BoundProgram Bind(Program program, SymbolTable symbols, DiagnosticBag problems, BoundProgram? before)
    {
        var pipelines = symbols.All<PipelineSymbol>().ToList();
        var bound = new BoundProgram(Surface.Of(program, pipelines));
        var known = before?._surface.Equals(bound._surface) == true ? before._findings : [];
        var findings = new PipelineFindings[pipelines.Count];
        var changed = new List<int>();
        for (var i = 0; i < findings.Length; i++)
        {
            if (known.GetValueOrDefault(pipelines[i].Name) is { } found && found.HoldFor(pipelines[i]))
            {
                findings[i] = found;
            }
            else
            {
                changed.Add(i);
            }
        }

        if (changed.Count < WorthSharing)
        {
            changed.ForEach(Bind);
        }
        else
        {
            Parallel.ForEach(changed, Bind);
        }

        for (var i = 0; i < findings.Length; i++)
        {
            findings[i].AddTo(symbols, pipelines[i], problems);
            bound._findings.Add(pipelines[i].Name, findings[i]);
        }

        bound.Pipelines = changed.Count == findings.Length ? [.. findings.Select(found => found.Bound)] : null;
        return bound;

        void Bind(int i) => findings[i] = PipelineFindings.Bind(pipelines[i], symbols);
    }
}
