using System.Collections.Immutable;

namespace DeepFlow.Engine.Keeping;

/// <summary>Something in the database that should not be.</summary>
/// <param name="Code">Short and stable: <c>job_without_end</c>.</param>
/// <param name="Message">What is wrong, with how many things.</param>
/// <param name="Things">The first of them: ids, with the step where there is one.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Fixable">Whether <c>deepflow doctor --fix</c> mends it, without losing anything.</param>
public sealed record Finding(string Code, string Message, ImmutableArray<string> Things, string Remedy, bool Fixable);
