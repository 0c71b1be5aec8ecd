using CsCheck;

namespace DeepFlow.Engine.Tests.Model;

/// <summary>
/// A pipeline as the generator thinks of it: statements within statements. <see cref="Layout"/> makes nodes and connections of them
/// as the compiler would. Numbers pick among what is there, so that a sketch that shrinks stays a sketch.
/// </summary>
internal abstract record Sketch
{
    private static readonly Gen<EdgeSketch> Edges = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 30], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 60])
        .Select((outcome, target, second, inside, max, then) => new EdgeSketch(outcome, target, second, inside, max, then));

    private static readonly Gen<Sketch> Steps = Gen.Select(Gen.Int[0, 10], Gen.Int[0, 11], Gen.Bool, Gen.Int[0, 2], Edges.Array[0, 2])
        .Select((kind, when, timeout, retries, edges) => (Sketch)new StepSketch(
            kind switch { < 4 => StepKind.Job, < 7 => StepKind.Task, < 9 => StepKind.Inline, 9 => StepKind.Call, _ => StepKind.Wait }, when, timeout, retries, edges));

    /// <summary>The statements of a pipeline, and of the one that it calls.</summary>
    public static Gen<(Sketch[] Top, Sketch[] Called)> Pipelines { get; } = Gen.Select(Statements(2), Statements(1));

    private static Gen<Sketch[]> Statements(int depth) => Statement(depth).Array[1, depth > 1 ? 5 : 3];

    private static Gen<Sketch> Statement(int depth)
    {
        var set = Gen.Const((Sketch)new SetSketch());
        var fail = Gen.Const((Sketch)new FailSketch());
        if (depth == 0) return Gen.Frequency((12, Steps), (1, set), (1, fail));
        var inside = Statements(depth - 1);
        return Gen.Frequency(
            (8, Steps),
            (1, set),
            (2, Gen.Select(Gen.Int[0, 5], inside, inside, Gen.Bool).Select((condition, then, otherwise, both) => (Sketch)new IfSketch(condition, then, both ? otherwise : []))),
            (3, Gen.Select(Gen.Bool, inside.Array[2, 3]).Select((any, branches) => (Sketch)new ParallelSketch(any, branches))),
            (1, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], inside).Select((elements, max, body) => (Sketch)new ForSketch(elements, max == 0 ? null : max, body))));
    }
}

internal enum StepKind { Job, Task, Inline, Call, Wait }

/// <param name="When">Below 6: the number of a condition; else the step is never skipped.</param>
internal sealed record StepSketch(StepKind Kind, int When, bool HasTimeout, int Retries, EdgeSketch[] Edges) : Sketch;

/// <param name="Second">Whether a feedback edge of a person offers a second target.</param>
/// <param name="Inside">Whether a target that calls a pipeline is entered inside it; in a <c>for</c>, whether the edge leads out.</param>
/// <param name="Max">0: not counted.</param>
/// <param name="Then">From 30: none.</param>
internal sealed record EdgeSketch(int Outcome, int Target, int Second, int Inside, int Max, int Then);

internal sealed record IfSketch(int Condition, Sketch[] Then, Sketch[] Otherwise) : Sketch;

internal sealed record ParallelSketch(bool Any, Sketch[][] Branches) : Sketch;

internal sealed record ForSketch(int Elements, int? Max, Sketch[] Body) : Sketch;

/// <summary>Counts the variable <c>v</c> up.</summary>
internal sealed record SetSketch : Sketch;

internal sealed record FailSketch : Sketch;
