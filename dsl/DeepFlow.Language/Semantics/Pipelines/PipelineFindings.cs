using DeepFlow.Language.Diagnostics;
using DeepFlow.Language.Semantics.Facts;
using DeepFlow.Language.Sources;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Semantics.Pipelines;

/// <summary>
/// What binding a pipeline's inside found. It holds as long as the pipeline, those that it calls and the program's <see cref="Surface"/>
/// are the same; the pipeline may stand elsewhere.
/// </summary>
internal sealed class PipelineFindings
{
    private readonly PipelineSymbol _pipeline;
    private readonly IReadOnlyList<DeclarationSyntax> _origins;
    private readonly IReadOnlyList<Diagnostic> _problems;
    private readonly SymbolTable _symbols;

    private PipelineFindings(PipelineSymbol pipeline, BoundPipeline bound, IReadOnlyList<Diagnostic> problems, SymbolTable symbols)
    {
        _pipeline = pipeline;
        _origins = OriginsOf(pipeline);
        _problems = problems;
        _symbols = symbols;
        Bound = bound;
    }

    /// <summary>Its spans are those of the text that was bound.</summary>
    public BoundPipeline Bound { get; }

    private Place Place => _pipeline.File.At(_pipeline.Syntax);

    /// <summary>Binds the pipeline; other pipelines may be bound at the same time.</summary>
    public static PipelineFindings Bind(PipelineSymbol pipeline, SymbolTable symbols)
    {
        var (apart, problems) = (symbols.Apart(), new DiagnosticBag());
        var bound = PipelineBinder.Bind(pipeline, apart, problems);
        return new PipelineFindings(pipeline, bound, problems.ToSortedList(), apart);
    }

    /// <summary>Whether binding the pipeline, in a program of the same surface, would find the same.</summary>
    public bool HoldFor(PipelineSymbol pipeline) =>
        _pipeline.File.Path == pipeline.File.Path
        && _origins.SequenceEqual(OriginsOf(pipeline), ReferenceEqualityComparer.Instance);

    /// <summary>Adds them to what else is known of the program, at the place where the pipeline stands there.</summary>
    public void AddTo(SymbolTable symbols, PipelineSymbol pipeline, DiagnosticBag problems)
    {
        var shift = new Shift(pipeline.File.Document.Source, Place.Span, pipeline.Syntax.Span.Start - Place.Span.Start);
        foreach (var problem in _problems)
        {
            problems.Add(ReferenceEquals(shift.Source, Place.Source) ? problem : problem with
            {
                Place = shift.Moved(problem.Place),
                Fixes = [.. problem.Fixes.Select(fix => fix with { Span = fix.Span with { Start = fix.Span.Start + shift.By } })],
            });
        }

        symbols.Facts.Include(_symbols.Facts, shift);
        symbols.Join(_symbols);
    }

    // Its own, then those of the pipelines that it calls, at whatever distance: an edge may lead to a step inside them.
    private static IReadOnlyList<DeclarationSyntax> OriginsOf(PipelineSymbol pipeline)
    {
        var called = new List<PipelineSymbol> { pipeline };
        for (var i = 0; i < called.Count; i++)
        {
            called.AddRange(called[i].Steps.Values.Select(step => step.Callee).OfType<PipelineSymbol>().Distinct().Where(callee => !called.Contains(callee)).ToList());
        }

        return [.. called.Select(symbol => symbol.Origin)];
    }
}
